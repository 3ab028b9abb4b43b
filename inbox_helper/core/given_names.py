"""Given names that are common where our languages are spoken: what tells a person from a firm of two words.

Folded as the phrase language folds: lower case, no accents. A name that is missing costs a greeting by name, no more;
names that are ordinary words or places as well are left out.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abby abdul abdullah abigail adam adele adil adrian adriana adrien agata agathe agnes agnese agnieszka
    agustina ahmed ahmet aidan aileen aino aisha aki akira alan alba albane albert alberto alejandra alejandro
    aleksander aleksandra alena alessandra alessandro alessia alex alexander alexandra alexandre alexis alfons
    alfonso alfred alice alicia alicja alina alison alistair allison alvaro amanda amandine amber ambra amelia
    amelie amina amir amy ana anabel anais anastasia anders andre andrea andreas andree andreia andres andrew
    andrzej andy aneta angela angelika angelo angus anika anita anja anke ann anna annabel annalena anne annegret
    anneke anneli annelie annelise annemarie annette annika anouk ansgar anthony antje antoine anton antonella
    antoni antonia antonin antonio anu ariane arjen armin arnaud arne arthur artur arturo arvid asa asger ashley
    astrid aude audrey aurelie aurelien axel aylin ayse aysegul barbara barbora barry bart bartosz bas bastian bea
    beata beate beatrice beatrix beatriz belen ben benedetta benedicte benedikt benjamin benoit berit bernadette
    bernard bernd bernhard berta bertrand beth bettina bianca birgit birgitta birgitte birte bjarne bjorn blanca
    blanka bodil bogdan bohdan boris bozena brendan brian bridget brigitte britta bruno burak caitlin camila camilla
    camille can carina carl carla carlo carlos carmen carol carola carolin carolina caroline carsten caterina
    catherine cathrine catia cecile cecilia cecilie celia celine cem cemal cesar chantal charles charlie charlotte
    chiara chloe chris christa christel christelle christian christiane christin christina christine christof
    christoph christophe christopher claire clara clarissa claude claudia claudio claus clemence clemens clement
    colette colin connor conny constance constantin cora cordula corinna corinne cornelia craig cristiana cristina
    cyril cyrille daan dagmar damian damien dan dana daniel daniela daniele danielle danuta daphne daria dario
    darren david davide dawid debora deborah denis denise dennis derek derya desiree detlef diana diane didier diego
    dieter dietmar dilek dimitri dirk dolores dominik dominika dominique donald donna dora dorien doris dorte dorota
    dorothea dorothee dorthe douglas duncan duygu ebba ebru eda eddie edgar edith edoardo edouard eduarda eduardo
    edward edwin eeva egon eileen einar eirik eivind ekaterina eleanor elena eleni eleonora elina elisa elisabeth
    elisabetta elise eliza elizabeth elke ella ellen elliot elmar elodie elsa elvira emanuela emel emelie emil
    emilia emilie emilio emily emma emmanuel emmanuelle emre enrico enrique erdem eric erica erik erika erin ernesto
    ernst erwin esben esin esra esteban estelle esther etienne eugenia eugenio eva evan evelin evelyn ewa fabian
    fabienne fabio fabrice fabrizio fanny farah fatih fatima fatma federica federico felicia felipe felix ferdinand
    fernanda fernando filip filipa filipe finn fiona flavia fleur flora florence florent florian frances francesca
    francesco francis francisca francisco franck franco francois francoise frank franz franziska fraser fred freddy
    frederic frederik frederike fredrik freja frida friederike friedrich fritz gabriel gabriela gabriele gabriella
    gabrielle gael gaelle galina gareth gary gaspard gavin geert gemma genevieve geoffrey georg george georges
    georgia gerald geraldine gerard gerda gergely gerhard gerlinde gero gert gertrud gesa gesine giacomo gianluca
    gianni gilles gina giorgia giorgio giovanna giovanni gisela giulia giuliana giulio giuseppe glenn gloria goran
    gordon graham grazyna greet greg gregor gregory greta grzegorz guido guilherme guillaume guillermo gulsen gunnar
    gunter gunther gustav guy gwen hakan hakon halina hamza han hana hanna hannah hanne hannelore hannes hans harald
    harri harriet harry hartmut hasan hatice heather hedda hedwig heidi heike heikki heiko heiner heinrich heinz
    helen helena helene helga helge helle helmut hendrik henk henning henri henrietta henriette henrik henrique
    henry herbert hermann hilda hilde holger horst howard hubert hugo ian ibrahim ida ignacio igor ilaria ilka ilona
    ilse imani imke imogen ina ines inga inge ingeborg inger ingo ingrid ingvild inka inken irena irene irina iris
    irma isaac isabel isabela isabella isabelle isla ismail ivan ivana iveta ivo ivonne iwona izabela jacek jack
    jackie jacob jacqueline jacques jaime jakob jakub james jamie jan jana jane janet janez janina janine janne
    jarek jarmo jaroslav jasmin jasmine jason javier jean jeanette jeanne jeff jeffrey jelena jenna jennifer jenny
    jens jeremy jeroen jerome jerzy jesper jesse jessica jesus jette jill jim jimena jiri jitka joachim joan joana
    joann joanna joanne joao joaquin jochen jodie joe joel joelle joern johan johanna johannes john johnny jolanta
    jon jonas jonathan jonna joost jordan jordi jorg jorge jorgen jorn josef josefin josefina josefine joseph
    josephine joshua josiane joyce juan juana juanita judith juha juho jukka jules julia julian juliana juliane
    julie julien juliet juliette julio jurgen justin justine justyna jutta kacper kaisa kaja kamil kamila karel
    karen kari karim karin karina karl karla karolin karolina karoline karsten katarina katarzyna kate katerina
    katharina katherine kathleen kathrin kathryn kathy kati katia katie katja katrien katrin katrina kay keith kelly
    kemal ken kenneth kerem kerstin kevin kim kirsi kirsikka kirsten kirsty kjell kjersti klara klaus knut koen
    konrad konstantin krista kristen kristian kristiina kristin kristina kristine kristof krystyna krzysztof kurt
    kyle lars lasse latoya laura lauren laurence laurent lauri laurie lea leah leandro leila lena lene lennart leo
    leon leona leonard leonardo leonie leonor leonora leopold leslie leszek letizia levent lidia liesbeth lieve
    lilian liliana lilly linda lindsay line linnea lisa lisbeth lise liselotte liv livia lizzie lluis loic lone
    lorena lorenzo loretta lotta lotte louis louisa louise luc luca lucas lucia lucian lucie lucille lucinda lucy
    ludmila ludovic ludwig luigi luis luisa lukas lukasz lutz lydia lynn maarit maarten maciej mads magali magda
    magdalena magnus mai maike maja malcolm malene malgorzata malin malte malwina mandy manfred manon manuel manuela
    mara marc marcel marcela marcello marcia marcin marcio marco marcos marcus mareike marek maren margaret
    margarida margarita margherita margit margot margret marguerite mari maria mariam marian mariana marianne marie
    mariella marija marika marikka marilena marilyn marina mario marion marisa marit marita marius marjo marjolein
    mark marketa markku marko markus marlene marlies marta marten martha marthe marti martin martina martine martti
    mary marzena matej mateus mateusz mathias mathieu mathilde matilda matilde matt matteo matthew matthias matthieu
    matti maud maura maureen maurice mauricio maurizio max maxime maximilian maya megan mehdi mehmet meike melanie
    melike melissa mercedes merete merja merve mette mia micaela michael michaela michal michel michela michele
    michelle miguel mihai mika mikael mike mikkel mikko milan milena milos mina mira miriam mirjam mirka mirko
    miroslav miroslaw mohamed mohammed moira molly mona monica monika monique morgane moritz morten muhammad murat
    murielle mustafa myriam nadege nadia nadine nadja naomi natalia natalie nathalie nathan nele nelson nevzat
    nicholas nick nicola nicolas nicole niels nigel nihal nikita niklas nikola nikolaj nikolas nils nina nino noah
    noelia noemi noemie nora norbert noreen norma nuno nuria odile ola olaf olav ole olga oliver olivia olivier olle
    omar onur orla oscar oskar osman otto outi owen pablo palle pamela paola paolo pascal pascale patrice patricia
    patrick patrik patrizia paul paula paulina pauline paulo pavel pavla pawel pedro peer peggy pekka per peter petr
    petra petri petter philip philipp philippe phoebe pia pierre pieter pietro pilar piotr pirkko poul priscilla
    priya rachel radka radoslaw rafael rafal rahul raimund rainer ralf ralph ramon raphael raquel rasmus raul ravi
    raymond rebecca rebekka regina regine reiner reinhard remi renata renate renaud rene renee renzo ricarda ricardo
    riccardo richard rick riikka rikke rita robbert robert roberta roberto robin rocio rodrigo roger roland rolf
    romain roman romy ronald ronja ronny rosa rosalie rosana rosario rosemary rossana roxana roy ruben rudi rudolf
    rui runar rupert ruth ruud ryan saara sabina sabine sabrina salome salvador salvatore sam sami samir samira
    samuel samuele sander sandra sandrine sandro sanna sanne santiago sara sarah sari sascha saskia scott sean
    sebastian sebastien selim selin selina selma senay serena serge sergio serkan severine shannon sharon shauna
    sheila shirley sibel sibylle siegfried sigrid sigurd silja silke silvana silvia silvie silvio simon simona
    simone sinead siobhan siri sirpa sofia sofie solange solene solveig sonia sonja sonya sophia sophie soren stacey
    stacy stanislav stanislaw stefan stefania stefanie stefano steffen steffi stein stella stephan stephane
    stephanie stephen steve steven stine stuart suleyman sunniva susan susana susann susanna susanne suzanne svea
    sven svenja svetlana sylvia sylvie sylwia synne szymon tadeusz tamara tamsin tania tanja tanya tapio tara tarja
    tatiana tatjana taylor teemu teo terence teresa tereza terhi terry tessa thais thandeka thea theo theodor
    theresa therese thibault thierry thijs thilo thomas thorsten tiago tiina till tilman tim timea timo timothy tina
    tobias todd tom tomas tomasz tommaso tommi tommy toni tony tor tord tore torsten tove tracey tracy trine tristan
    troels trond truus tuba tuomas tuula tyler udo ugo ula ulf uli ulla ulrich ulrika ulrike umberto umut ursula
    urszula uta ute uwe vaclav valentin valentina valentine valeria valerie vanessa vasco veerle veli vera verena
    veronica veronika veronique vibeke vicki victor victoria viktor viktoria ville vincent vincenzo violeta virginia
    virginie virpi vittoria vivian viviana viviane vladimir vojtech volkan volker walter waltraud wanda wendelin
    wendy werner wiebke wieslaw wilhelm willem wilma winifred wojciech wolfgang wouter xavier yann yannick yara
    yasemin yasmin yasmine yolanda yusuf yvan yves yvette yvonne zane zbigniew zdenek zehra zeynep zoe zofia zsofia
    zuzana
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
