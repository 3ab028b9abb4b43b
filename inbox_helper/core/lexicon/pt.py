"""Portuguese."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

PORTUGUESE = Lexicon(
    language="pt",
    greetings=words(
        """
        bom dia, boa tarde, boa noite, prezado, prezada, prezados, caro, cara, estimado, estimada, exmo, exma,
        exmo., exma., excelentíssimo, olá, ola, oi, querido, querida
        """
    ),
    greetings_formal=words(
        """
        prezado, prezada, exmo, exma, exmo., exma., excelentíssimo, estimado, estimada
        """
    ),
    honorifics=honorifics(
        """
        senhor=m, sr=m, sr.=m, senhora=f, sra=f, sra.=f, dona=f, eng.ª=f, eng.º=m
        """
    ),
    group_words=words(
        """
        município, câmara, prefeitura, junta, ministério, museu, fundação, associação,
        equipe, equipa, time, recursos, humanos, rh, recrutamento, seleção, atração, talentos, gente, gestão,
        vagas, carreiras, departamento, setor, candidato, candidata, candidaturas, processo, seletivo, de, da,
        do, das, dos, o, a, os, as, grupo, universidade, câmara, hospital, banco, agência, escritório,
        instituto, fundação, lda, ltda, sa, nosso, cumprimentos, atenciosamente, abraços, mensagem, enviado,
        telefone, para, rede, talento, pessoas
        """
    ),
    departments=words(
        """
        serviço,
        time, equipe, equipa, time, recursos, humanos, rh, recrutamento, seleção, atração, talentos, talento, vagas,
        carreiras, departamento, de, da, do, gente, gestão, e, pessoas, people, hr, notificações, candidaturas
        """
    ),
    role_words=words(
        """
        diretor, diretora, gerente, coordenador, coordenadora, analista, recrutador, recrutadora, responsável,
        técnico, técnica, consultor, consultora, assistente, chefe, sócio, sócia, fundador, fundadora,
        presidente, secretário, secretária, talent, rh, recursos, supervisor, supervisora, gestor, gestora,
        people, recruiter, especialista, proprietário, proprietária, vereador, vereadora
        """
    ),
    before_name=words(
        """
        p.p., p/, pela, pelo, assinado
        """
    ),
    stops=words(
        """
        ficou, foi, fica, será, está,
        que, te, lhe, você, voce, nós, nos, sua, seu, tua, teu, nossa, nosso, na, no, em, com, para, por, mas,
        infelizmente, e que, foi, está, é, decidimos, agradecemos, vimos, não, ao, à, as, temos, tem, publicada,
        junto, pela, pelo
        """
    ),
    company=lines(
        """
        (interesse|interesse demonstrado|confiança|interessado|interessada) (em|por|na|no|pela|pelo) (trabalhar
            na|trabalhar no|fazer parte da|fazer parte do|integrar a|nossa empresa|empresa|) {company}
        (candidatura|vaga|processo seletivo|recrutamento|trabalhar|entrevista|equipe|equipa|time|estágio|
            oportunidade|posição) (na|no|da|do|em|com|à|ao|junto da) {company}
        (em nome da|em nome do|parte da|parte do) {company}
        """
    ),
    company_in_subject=lines(
        """
        (candidatura|vaga|processo seletivo|entrevista|recrutamento|seleção) (na|no|da|do|em|à|ao) {company}
        """
    ),
    position=lines(
        """
        posto de trabalho de {position}
        (vaga|função|posição|cargo|lugar|oportunidade|posto) (de|para|como|para a função de|para o cargo de)
            {position}
        (candidatura|candidatou se|inscrição|processo seletivo|processo de recrutamento|candidataste te|
            candidatar se|recrutamento|seleção|candidaturas) (à vaga de|para a vaga de|à função de|para a função
            de|para o cargo de|à posição de|para a posição de|ao cargo de|de|para|como|a) {position}
        estágio (de|em|como) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (a sua|sua|tua|atualização da sua|) (candidatura|inscrição|processo seletivo|processo de
            recrutamento|vaga|recrutamento) (para a vaga de|à vaga de|para a função de|para|de|como|à|a|)
            {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (não|favor não|por favor não) (responda|responder|respondas) (diretamente|) (a|) (este|esta|ao|à) (e
                mail|email|mensagem|endereço|correio)
            (mensagem|e mail|email) (automática|automático|gerada automaticamente|enviada automaticamente) * não
                (responda|responder|respondas)
            (este|esta) (e mail|email|caixa|endereço|mensagem) * (não é monitorada|não é monitorado|não recebe|
                não aceita|não é lida)
            por favor não responda
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            não (serão|é|são|será) * (prestados|prestadas|possível|dados|fornecido) * (esclarecimentos|
                justificações|justificação|feedback|informações)
            não (serão|são|será) (prestados|prestadas|fornecidos) (esclarecimentos|justificações|
                informações)
            (não|impossível) * (dar|fornecer|oferecer|enviar|prestar|facultar|dispor) * (feedback|feedbacks|
                devolutiva|devolutivas|retorno|esclarecimentos|justificações|justificação|informações) *
                (individual|individuais|personalizado|personalizados|detalhado|adicionais)
            (não) * (feedback|feedbacks|devolutiva|devolutivas)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (gosto|prazer|disposição|disponível) * (razões|motivos) * (escolha|decisão)
            (posso|podemos|poderia) (te|lhe|) (dar|passar|enviar|mandar) (um|) (feedback|retorno)
            (disposição|dispor|disponível|disponíveis|prazer|hesite|gosto) * (feedback|devolutiva|esclarecer|
                esclarecimentos|conversar|detalhes)
            (se quiser|se quiseres|caso queira|se desejar|caso deseje) * (feedback|devolutiva|conversar|
                esclarecimentos)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (ficamos|fico|ficaremos) com (o|a) (teu|seu|sua|tua)
            (entraremos|entrarei) em (contato|contacto) * (se|quando|caso) * (vaga|oportunidade)
            (manteremos|guardaremos|mantemos|conservaremos|ficará|segue|permanecerá|manter|guardar|incluído|
                incluída|fica) * (banco de talentos|banco de dados|base de dados|currículo|candidatura|dados|
                cadastro|perfil|bolsa)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (dados|currículo|candidatura) * (eliminados|apagados|destruídos|excluídos|removidos)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (volte|voltar|voltes) a (candidatar|concorrer|tentar)
            (candidate|candidatar|inscreva) (se|te) (novamente|de novo|outra vez)
            (convidamos|incentivamos|esperamos|encorajamos|hesite|continue) * (candidatar|candidatura|
                candidaturas|candidate|inscrever|acompanhar|acompanhando|página|vagas|oportunidades|concorrer)
            (candidatar|candidate|inscrever|inscreva|concorrer|participar|acompanhe|acompanhar|consulte|atento|atenta) *
                (novas|futuras|outras|próximas) (vagas|oportunidades|candidaturas|seleções)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (vaga|posição|função|posto) * (no|na|em|da|do|para|de) * (cancelada|cancelado|suspensa|suspenso|
                congelada|anulada)
            (vaga|processo|posição|recrutamento|seleção|função|concurso) * (cancelada|cancelado|suspensa|
                suspenso|congelada|congelado|encerrada sem|encerrado sem|anulado|anulada|pausada|pausado)
            (cancelar|suspender|congelar) (a|o|esta|este) (vaga|processo|posição|recrutamento|contratação)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (preenchida|preenchido|preencher|candidato|candidata|promoção|solução|recrutamento) (internamente|
                interno|interna|por um colaborador interno)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (vindo|vir|comparecido|comparecer|participado|participar) (à|a|na|da|para) (uma|) entrevista
            (obrigado|obrigada|agradecemos|agradeço|prazer|gostamos|gostei) * (entrevista|entrevistas|conversa|
                conhecer te|conhecê lo|conhecê la|conhecer você|bate papo|encontro|reunião)
            (após|depois da|na|durante|desde) (a|nossa|sua|tua|) (última|primeira|segunda|) (entrevista|
                conversa|reunião)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (não) * (convidar|convidado|convidada|chamar|convocar) * (entrevista|conversa)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            não * (segunda|próxima|outra) entrevista
            """
        ),
        Signal.FINALIST: lines(
            """
            (chegou|chegaste|chegado|chegar|esteve|estavas) * (etapa|fase|ronda|rodada|lista) final
            (finalista|finalistas|entrevista final)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (outros|outras|candidatos|candidaturas) * (fase final|etapa final|finalistas)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (entrevista~|conversa~|reunião|conhecê|conhecer|encontro)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (última|final) (fase|etapa|entrevista|rodada)
            (fase|etapa|entrevista|seleção|lista) final
            (finalista|finalistas)
            """
        ),
        Signal.APPLIED: lines(
            """
            (participar|participação) (do|no|de|em) (nosso|) processo seletivo
            (sua|tua) (candidatura|inscrição|participação)
            (seu|teu) (currículo|cv|interesse|perfil)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (tu|tua|teu|contigo|ti)
            (você|oi|olá)
            """
        ),
        Signal.FORMAL: lines(
            """
            (v exa|senhora|senhor|exmo|exma|prezado|prezada|vossa)
            """
        ),
    },
)
