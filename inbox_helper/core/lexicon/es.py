"""Spanish."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

SPANISH = Lexicon(
    language="es",
    greetings=words(
        """
        buenos días, buenas tardes, buenas, muy buenas, estimado, estimada, estimados, estimadas, querido,
        querida, apreciado, apreciada, hola, qué tal, distinguido, distinguida
        """
    ),
    greetings_formal=words(
        """
        estimado, estimada, distinguido, distinguida, apreciado, apreciada
        """
    ),
    honorifics=honorifics(
        """
        señor=m, sr=m, sr.=m, don=m, d.=m, señora=f, sra=f, sra.=f, doña=f, dña=f, srta=f, señorita=f
        """
    ),
    group_words=words(
        """
        ayuntamiento, ministerio, diputación, museo, fundación, asociación,
        equipo, recursos, humanos, rrhh, selección, seleccion, talento, departamento, dpto, empleo, personal,
        atención, candidatos, candidato, candidata, gestión, de, del, la, el, los, las, grupo, universidad,
        ayuntamiento, hospital, banco, supermercados, hotel, restaurante, agencia, oficina, instituto,
        fundación, colegio, sl, sa, nuestro, mensaje, saludos, atentamente, cordialmente, teléfono, enviado,
        para
        """
    ),
    departments=words(
        """
        equipo, recursos, humanos, rrhh, selección, seleccion, talento, departamento, dpto, empleo, personal,
        candidatos, reclutamiento, atracción, gestión, de, del, trabajo, carreras, people, hr, oferta, ofertas,
        notificaciones, no-reply
        """
    ),
    role_words=words(
        """
        responsable, director, directora, jefe, jefa, gerente, técnico, técnica, coordinador, coordinadora,
        consultor, consultora, reclutador, reclutadora, asistente, talent, rrhh, rr.hh, analista, encargado,
        encargada, fundador, fundadora, socio, socia, presidente, presidenta, secretario, secretaria,
        propietario, propietaria, recruiter, people, hr, selección, alcalde, alcaldesa
        """
    ),
    before_name=words(
        """
        p.o., p.a., fdo., fdo.:, firmado
        """
    ),
    stops=words(
        """
        ha, fue, queda, quedó,
        que, te, le, les, nos, hemos, ha, han, he, usted, ustedes, tú, tu, su, nuestro, nuestra, en, con, para,
        por, pero, sin, lamentablemente, desafortunadamente, y que, finalmente, se, no, al, a, hemos, fue, está,
        es, decidimos, debido, porque, ya, del que, publicada, publicado
        """
    ),
    company=lines(
        """
        (interés|interés mostrado|interés que has mostrado|interés que ha mostrado|interesado|interesada|
            confianza) (en|por) (formar parte de|trabajar en|unirte a|unirse a|la empresa|nuestra empresa|el
            equipo de|) {company}
        (candidatura|solicitud|postulación|puesto|vacante|oferta|proceso de selección|trabajar|entrevista|
            equipo|prácticas) (en|con|de la empresa|a la empresa) {company}
        (en nombre de|desde|parte de|de parte de) {company}
        """
    ),
    company_in_subject=lines(
        """
        (candidatura|solicitud|postulación|puesto|vacante|oferta|entrevista|proceso|trabajar) (en|con) {company}
        """
    ),
    position=lines(
        """
        (puesto|vacante|plaza|posición|cargo|oferta|oferta de empleo|búsqueda) (de|como|para|de la|del)
            {position}
        (candidatura|postulación|solicitud|inscripción|postularte|postulado|aplicar|aplicado|aplicación|
            inscribirte) (a la vacante de|al puesto de|para el puesto de|a la oferta de|a la oferta|para la
            posición de|para la vacante de|al cargo de|como|para|al proceso de) {position}
        prácticas (de|como|en) {position}
        """
    ),
    position_in_subject=lines(
        """
        (re|) (tu|su|) (candidatura|solicitud|postulación|búsqueda|inscripción|aplicación|oferta|proceso de
            selección|vacante|puesto|entrevista) (para el puesto de|al puesto de|a la oferta de|a la vacante de|
            de|para|como|a) {position}
        (búsqueda|vacante|puesto) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (no|por favor no) (responda|respondas|responder|contestes|conteste|contestar) (directamente|) (a|)
                (este|esta|al) (correo|mensaje|email|e mail|mail|dirección|buzón)
            (este|esta) (correo|mensaje|email|buzón|dirección) * (no admite respuestas|no se lee|no está
                monitorizado|no se atiende|no es atendido|no recibe)
            (correo|mensaje) (automático|generado automáticamente|enviado automáticamente) * no (responda|
                respondas|responder|contestes|conteste)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (no|imposible) * (ofrecer|dar|facilitar|proporcionar|enviar|brindar|darte|darle|ofrecerte) *
                (feedback|retroalimentación|explicaciones|valoración|motivos|comentarios|devolución|
                devoluciones)
            (no) * (feedback|retroalimentación|explicaciones|devoluciones) * (individual|individualizado|
                individualizada|personalizado|personalizada|detallado|individuales|personalizadas)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (llamarme|llámame|llámeme|escribirme|escríbeme|contactarme|llamarnos) * (motivos|razones|
                decisión|detalles|feedback)
            (te cuento|le cuento|te explico|le explico|te contamos|le contamos) * (gustó|faltó|echamos|
                motivos|falta|razones)
            (encantado|encantada|encantados|gusto|disposición|dispuestos|dudes|dude) * (feedback|
                retroalimentación|comentar|explicarte|explicarle|detalles|devolución)
            (si quieres|si quiere|si lo deseas|si lo desea|si te interesa) * (feedback|retroalimentación|
                devolución|te cuento|detalle)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (contactaremos|contactaré|avisaremos|avisaré|llamaremos|llamaré) (si|cuando) *  (surge|vacante|
                oportunidad|puesto|plaza)
            (te|le) (tendremos|tendré|tenemos|tengo) en cuenta
            (conservaremos|conservamos|guardaremos|guardamos|mantendremos|mantenemos|guardar|mantener|conservar|
                incorporaremos|tendremos|quedas|queda|quedás) * (base de datos|currículum|curriculum|cv|datos|
                candidatura|perfil|bolsa|cuenta|nuestra base|cartera)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (datos|cv|currículum|candidatura) * (eliminados|eliminado|destruidos|suprimidos|borrados|
                eliminaremos)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (vuelve|vuelva|volver) a (presentarte|presentarse|intentarlo|inscribirte|postularte|aplicar)
            (animamos|invitamos|animo|invito|esperamos|dudes|dude) * (presentarte|presentarse|postularte|
                postularse|postular|inscribirte|inscribirse|participar|aplicar|consultar|visitar|ofertas|
                vacantes|escribirnos)
            (presentarte|presentarse|postular|postularte|postularse|inscribirte|inscribirse|participar|optar|consulta|
                consultar|visita|visite|pendiente|atento|atenta) * (nuevas|futuras|otras|próximas) (ofertas|
                vacantes|oportunidades|convocatorias|candidaturas)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (puesto|vacante|proceso|plaza|búsqueda|oferta|selección|convocatoria) * (cancelado|cancelada|
                suspendido|suspendida|anulado|anulada|congelado|congelada|pausado|pausada|no se va a cubrir|
                desierta|desierto|en pausa|amortizada)
            (cancelar|suspender|congelar|pausar|anular) (el|la|este|esta) (puesto|vacante|proceso|plaza|
                búsqueda|contratación)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (cubierta|cubierto|cubrir|cubierta finalmente) (por|con) (personal|un candidato|una candidata|
                una persona|un empleado|) (interno|interna|de la casa)
            (cubierto|cubierta|cubrir|cubrirla|cubrirlo|resuelto|promoción|candidato|candidata|promocionar) (de
                forma|de manera|a nivel|mediante promoción|por promoción|) (interna|interno|internamente)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (entrevista|entrevistas|prueba técnica) * con (nuestro|nuestra|el|la) (equipo|responsable|
                dirección)
            tiempo * (dedicaste|dedicó|dedicado|dedicar) * (entrevista|entrevistas|conversación|prueba)
            (acudiera|acudir|acudieras|asistir|asistieras|asistiera|venir|vinieras|viniera) * (entrevista|
                vernos|visitarnos|conocernos)
            (gracias|agradecemos|agradezco|placer|gusto|encantó|encantado) * (entrevista|entrevistas|
                conversación|conocerte|conocerle|charla|charlar|visita|videollamada|reunión)
            (tras|después de|desde|en|durante) (la|nuestra|tu|su|las|nuestras) (última|primera|segunda|)
                (entrevista|entrevistas|charla|conversación|reunión)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (no|sin) * (entrevista|entrevistar|entrevistarte|convocarte|citarte|llamarte)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            no * (segunda|otra|siguiente|nueva) entrevista
            """
        ),
        Signal.FINALIST: lines(
            """
            (llegar|llegado|llegaste|llegó|estar|estabas|estaba|hasta|en) * (fase|etapa|ronda|entrevista)
                final
            (tu|su|la|nuestra) (última entrevista|entrevista final)
            (eras|fuiste|quedaste|eres|era|fue) * (finalista|finalistas|últimos dos|dos últimos)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (otros|otras|candidatos|candidaturas|perfiles) * (fase final|etapa final|finalistas|terna|ronda
                final)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (entrevista~|conversación|charla|reunión|prueba|conocerte|conocerle|viniste|visita)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (última|final) (fase|ronda|etapa|entrevista)
            (últimas|finales) (entrevistas|candidaturas|candidatos|rondas)
            (finalista|finalistas|terna final|entre los dos|entre las dos|recta final)
            """
        ),
        Signal.APPLIED: lines(
            """
            (tu|su) (solicitud|candidatura|interés|inscripción|participación)
            (inscribirte|inscribirse|postularte|postularse|postular) (en|a|para)
            (tu|su) (candidatura|solicitud|postulación|cv|currículum|curriculum|inscripción|aplicación)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (te digo|pásate|cuando quieras|caíste|viniste|qué tal)
            (tu|te|ti|contigo|vos|tuyo|hola) (candidatura|solicitud|postulación|cv|perfil|interés|tiempo|
                agradecemos|agradezco|deseamos|deseo|escribo|escribimos|animamos|cuento|contamos|contactaremos|
                informamos|entrevista|ejercicio|proceso|participación|mucha|lo mejor|búsqueda)
            (has|quieres|puedes|podrías|eres|tienes|tenés|hiciste|enviaste|dedicaste|conseguís|sos|podés|querés)
            """
        ),
        Signal.FORMAL: lines(
            """
            (usted|ustedes|le agradecemos|le agradezco|le deseamos|le comunicamos|le informamos|estimado|
                estimada|sr|sra|le saluda|lamentamos informarle|comunicarle|informarle)
            su (candidatura|solicitud|postulación|cv|currículum|perfil|interés|participación|tiempo)
            """
        ),
    },
)
