"""English."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

ENGLISH = Lexicon(
    language="en",
    greetings=words(
        """
        good morning, good afternoon, good evening, good day, greetings, dear, hello there, hi there, hey there,
        hello, hiya, hi, hey
        """
    ),
    honorifics=honorifics(
        """
        mr=m, mister=m, sir=m, mrs=f, ms=f, miss=f, madam=f, ma'am=f, mx=
        """
    ),
    group_words=words(
        """
        ministry, authority, museum, library, municipality, borough,
        team, recruiting, recruitment, recruiters, careers, career, jobs, job, talent, acquisition, hr, human,
        resources, people, hiring, staffing, department, dept, office, operations, support, noreply, no-reply,
        notifications, notification, admin, administrator, info, contact, service, services, system,
        applications, application, workday, candidates, candidate, board, committee, university, college,
        school, group, inc, llc, ltd, limited, corp, corporation, company, co, plc, llp, gmbh, ag, se, the, via,
        at, from, and, of, for, our, your, employment, selection, panel, division, unit, centre, center, trust,
        foundation, institute, council, city, county, hospital, bank, labs, studio, studios, solutions,
        technologies, technology, software, systems, partners, consulting, media, international, global,
        holdings, ventures, engineering, marketing, sales, finance, management, headquarters, hq, desk, crew,
        folks, everyone, all, sincerely, regards, sent, personnel, section, phone, tel, email, www
        """
    ),
    departments=words(
        """
        team, recruiting, recruitment, recruiters, recruiter, careers, career, jobs, job, talent, acquisition,
        hr, human, resources, people, hiring, staffing, department, support, notifications, notification,
        no-reply, noreply, applications, application, workday, employment, candidates, candidate, experience,
        ops, operations, office, early, graduate, graduates, mailer, system, do, not, reply,
        support, portal, update, personnel, section, division, unit
        """
    ),
    role_words=words(
        """
        manager, recruiter, director, head, partner, specialist, coordinator, officer, lead, chief, president,
        founder, owner, assistant, administrator, consultant, advisor, adviser, sourcer, engineer, professor,
        dean, chair, principal, supervisor, associate, executive, generalist, talent, recruiting, recruitment,
        hr, people, human, cto, ceo, coo, vp, secretary, editor, scientist, developer, designer, producer,
        captain, chef, nurse, matron, warden, foreman
        """
    ),
    before_name=words(
        """
        p.p., pp, pp., on behalf of, for and on behalf of, signed, /s/
        """
    ),
    stops=words(
        """
        we, you, your, i, our, us, unfortunately, however, and your, and we, after, but, thank, thanks, this,
        it, as, has, have, is, was, were, will, which, that, who, because, although, though, since, while, when,
        please, regarding, via, through, on, and, to, in, be, are, with, by
        """
    ),
    company=lines(
        """
        (interest|interested) in (joining|working (at|for|with)|employment (at|with)|a career (at|with)|(career|
            job|employment|) opportunities (at|with|within)|becoming part of|a position (at|with)|a role (at|
            with)|) {company}
        (apply|applying|applied|application|applications|candidacy) (to|at|with) {company}
        (role|position|job|opening|vacancy|opportunity|internship|post|team|here|family) (at|with|here at)
            {company}
        (on behalf of|from all of us at|from everyone at|those of us at|us here at|us at) {company}
        (interview|interviewing|interviewed|met|meeting|speaking|chatting|employment|career|future|working|work)
            (at|with) {company}
        (join|joining|considering|choosing) {company} (as|and|for)
        (considered|considering|consider) {company} (as|for)
        at {company}
        """
    ),
    company_in_subject=lines(
        """
        (application|applying|applied|candidacy) (to|for) * at {company}
        (application|applying|candidacy|candidature|interview|career|opportunity|role|position|job) (to|at|with|
            by|from) {company}
        (thank you for your interest in|thanks for your interest in|your interest in|thank you from|news from|
            update from|message from|hello from|interest in joining) {company}
        thank you for applying to {company}
        (at|with) {company}
        """
    ),
    position=lines(
        """
        (apply|applying|applied|application) to * as (a|an|our|the) {position}
        (offer|offered|offering) (the|our|this) {position} (position|role|post|job|vacancy)
        (interview|interviews|applied|applying|application|apply) for (the|) {position} (at|with)
        another (candidate|applicant|person) for {position}
        (position|role|post|job|vacancy|opening|opportunity) (of|as) (a|an|our|the|) {position}
        (application|applying|applied|apply|applications|candidacy|candidature|considered|consideration|
            considering you|consider you|interviewing|interviewed|interview|interviews) for (the|our|a|an|)
            {position} (position|role|post|job|vacancy|opening|opportunity|internship|vacancies|placement|
            traineeship|apprenticeship)
        (interest in|about|regarding|discuss|fill|filled|filling|cancelled|canceled|closed|to|hiring for|for|on)
            (the|our|a|an) {position} (position|role|post|job|vacancy|opening|opportunity|internship|
            requisition|traineeship|apprenticeship)
        (application|applied|applying|apply|candidature|join us|joining us|interviewing) (as|as a|as an|as the|
            as our) {position}
        (application|applied|applying|apply|candidacy) for (the|our|a|an|) (position|role|post|job|vacancy|) (of|
            ) {position}
        (hire|hired|appoint|appointed|looking for|searching for|recruit|recruiting) (a|an|our) (new|) {position}
        """
    ),
    position_in_subject=lines(
        """
        (your|) application to {position} at
        (re|) (your|) (recent|) (job|) (application|candidacy|candidature|applying|interview) (for|as) (the|our|
            a|an|) (position|role|post|job|vacancy|) (of|) {position}
        (an|) (update|news|information|decision|outcome|status|result|feedback|follow up) (on|of|about|
            regarding|to|for) (your|) (recent|) (application|candidacy|interview) (for|as) (the|our|a|an|)
            (position|role|post|job|vacancy|) (of|) {position}
        (thank you|thanks) for (applying|your application|your interest) (for|in|to) (the|our|) (position of|
            role of|position|) {position}
        (not selected|unsuccessful application|application unsuccessful) (for|) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (please|) (do not|don't|dont) (reply|respond) (directly|) to this (e mail|email|mail|message|
                address)
            (replies|responses|emails|messages) (sent|) to this (e mail|email|mailbox|inbox|address|message) (are
                not|aren't|will not be|cannot be|can't be|won't be|go) (monitored|read|answered|unread|
                delivered|seen)
            (replies|responses) to this (message|email|e mail|mail|address) (are undeliverable|will not reach)
            this (inbox|mailbox|email address|e mail address|address|account) (is not|isn't|is un) (monitored|
                read|checked|able to receive)
            this (inbox|mailbox|email address|address) (cannot|can't|does not|doesn't) (receive|accept) (replies|
                mail|email)
            (this is|sent from) an (unmonitored|unattended) (inbox|mailbox|email|e mail|address)
            (email|e mail|message|mail) (was|is) (automatically generated|sent automatically) * (do not|don't|
                cannot) (reply|respond)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (unable|not able) to (provide|give|offer|share|send) (you with|you|) (any|further|more|) (individual|
                individualised|individualized|personal|personalised|personalized|specific|detailed|) (feedback|
                comments|reasons|details)
            (cannot|can't|can not|could not|do not|don't|will not|won't) * (provide|give|offer|share|send) *
                (feedback|reasons for|comments on)
            not (possible|feasible|practical) * (feedback|reasons)
            (feedback|reasons) * (cannot|can't|will not|is not|are not) (be|) (available|given|provided|
                possible|shared)
            (refrain from|do not|don't) (asking|ask|requesting|request) * feedback
            no (individual|personal|specific|) feedback (can|will|is)
            (unable|not able) to (enter into|engage in) (any|) (further|) (correspondence|discussion)
            (prevents|prevent|precludes) us from (providing|giving|offering|sharing) * feedback
            (policy|practice) not to (provide|give|offer|share) * feedback
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (give me a|call me|ring me|drop me|give us a) * (if you|should you) * (talk|discuss|chat|
                feedback|hear|know)
            (happy|glad|pleased|delighted|love) to (go|talk|run|walk|take) (you|) through * (feedback|notes|
                decision|scores|reasons)
            (call|ring|phone|email|message|contact) (me|us) * (if you|should you) * (feedback|hear more|
                know more|discuss|details|reasons|why)
            feedback (report|summary|session|call) (will be|is|can be) (sent|shared|available|provided|
                arranged)
            (happy|glad|pleased|delighted|willing|love) to (provide|give|offer|share|discuss) * (feedback|
                thoughts|comments)
            (if you would like|if you'd like|should you (want|wish|like)|if you (want|wish)) * feedback
            (feel free|do not hesitate|don't hesitate|welcome) to * feedback
            (can|could) (offer|provide|give) you (some|detailed|more|further|) feedback
            (happy|glad) to (talk|walk) * through * (decision|reasons|feedback)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (get|be) (back|) in touch (if|when|should|as soon as) * (comes up|come up|opens|suitable|right|
                arises|fits)
            (reach out|contact you|write to you) (if|when|should) * (comes up|come up|opens|suitable|arises|
                fits)
            (keep|keeping|kept|hold|retain|retained|retaining|save|store) (your|you) * (on file|on record|on our
                records|talent pool|talent community|database|data base|system|for future|for later|in mind)
            (keep|keeping|kept) you (in mind|on our radar)
            (resume|cv|application|details|profile|information) * (on file|on record|talent pool|in our database)
            (added|add|include|included) * (talent pool|talent community|talent network)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (will|shall|are) (be|) (deleted|deleting|destroy|destroyed|delete|erased) * (application|data|
                documents|details)
            (application|data|datas|documents|details|records) * (will|shall|are) (be|) (deleted|destroyed|
                erased)
            (will|shall) (delete|destroy|erase) your
            (not|unable to) (keep|retain|hold) * on file
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (do|please|can|may|welcome to|should) (pitch|apply|try|reapply) again
            candidates (may|can) (reapply|apply again)
            (may|can|could) reapply
            try again (next|in|later)
            (hope|hoping) * (you will|you'll|you would) * (apply|reapply) (again|when|for|in|to|the next)
            (keep|have) an eye on (our|the) (website|careers|career|jobs|vacancies|openings)
            (encourage|invite|welcome|urge) you to (re|) (apply|applying|reapply)
            (hope|please) * (you will|you'll|you|to|) (consider|) (apply|applying|reapply|reapplying) (again|
                for|in)
            (feel free|do not hesitate|don't hesitate|welcome|free) to (re|) (apply|reapply)
            (apply|reapply|applying) (again|for (other|future|another|any) )
            (look|looking) (out|forward) * (future applications|your next application)
            (encourage|invite) you to (keep|continue|check|visit|watch|look|follow|monitor|explore) * (openings|
                careers|career|opportunities|positions|vacancies|roles|website|page|site)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (position|role|requisition|vacancy|job|posting|opening|search|recruitment|post) (has|have) (now|
                since|) been (cancelled|canceled|withdrawn|put on hold|placed on hold|frozen|paused|closed
                without|eliminated|postponed|suspended)
            (position|role|requisition|vacancy|job|posting|opening|search) (is|was) (now|) (cancelled|canceled|
                on hold|being cancelled|withdrawn|frozen|no longer being filled|not being filled)
            (cancelled|canceled|withdrawn|cancel|withdraw|frozen|paused|suspended) (this|the|our) (position|
                role|requisition|vacancy|search|recruitment|post|opening|hiring)
            (decided|chosen|opted) not to (fill|proceed with|recruit for|hire for|move forward with) (this|the|
                our) (position|role|vacancy|post|job|search|recruitment)
            (hiring|recruitment) freeze
            (close|closed|closing|closes) (it|this|the|) * without (a hire|hiring|an appointment|appointing)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (filled|fill|staffed|hired) (this|the|it|) (position|role|post|vacancy|) (internally|from within)
            (internal) (candidate|applicant|hire|appointment|transfer|promotion)
            (appointed|promoted|chosen|selected|decided on|gone with|went with) (someone|a colleague|a candidate|
                an employee|a member of) * (internally|from within|in house|own (team|ranks|staff))
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (thank you|thanks) for (visiting|coming|your visit|joining|meeting)
            for your (interview|visit|presentation|time at interview)
            (loved|enjoyed|liked) * (conversation|conversations|interview|meeting|chat|talking)
            (attending|attend|attended|participating in|taking part in) (our|the|an|your|) (assessment
                (centre|center|day)|selection day|interview|interviews)
            (getting to know you|pleasure meeting you|pleasure to meet you)
            (spending|spent) (the|a|) (whole|) (day|morning|afternoon|time) with (us|the team|our team)
            (trial|taster) (shift|day|session)
            (past|last|our) (two|three|four|few|) (conversations|interviews|chats|calls)
            thank you * (onsite|on site) (interview|interviews|visit)
            (thank you|thanks|grateful|appreciate|appreciated|enjoyed|pleasure|great|lovely|good|nice) *
                (interview|interviews|interviewing|speaking with|talking with|talking to|meeting with|meeting
                you|speaking to|to meet you|to speak with you|to talk with you|chatting with|conversation|
                conversations|coming in|our chat|our call|meeting us|visiting us|come in|came in)
            (since|after|following|during|at|from|in) (your|our) (recent|last|first|second|onsite|on site|phone|
                video|) (interview|interviews|conversation|conversations|phone screen|meeting|call|visit)
            (your|our) (interview|interviews|conversation|phone screen) (with|last|on|this|yesterday|today|was|
                were|went)
            (interviewing|interviewed|interview) with (us|me|our|the team)
            (you|we) (interviewed|met with|spoke with|spoke|met|talked) (with|) (us|you|me|our|the team|last|on)
            (time to|time you took to|time in|time you spent|taking time to) (speak|meet|talk|interview|chat|
                visit) * (us|me|team)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (not|won't|cannot) be inviting you (for|to) (an|) interview
            (not|unable to|won't|cannot) * (invite|offer|invited|offered|schedule|select you for|progress you to|
                shortlist) * (interview|interviews|conversation)
            (not (been|) (selected|shortlisted|chosen|successful|progressed) (for|to) (an|) * interview)
            (no|without) (an|) interview
            interview (others|other candidates|other applicants|a smaller)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (not|unable|won't|cannot|can't) * (second|another|further|follow up|final) (interview|
                interviews|conversation|meeting)
            """
        ),
        Signal.FINALIST: lines(
            """
            (in|reached|reach|reaching|at|for|through to|to|made it to|during|after) (the|our|your) (final|
                last) (round|rounds|stage|stages|interview|interviews) (of|)
            one of (the|our|) (last|final) (two|three|four|few) (candidates|people|applicants|)
            you were (one of|among) (the|our|) (last|final|finalists)
            you were (a|our|) (finalist|runner up|second choice)
            the other finalist
            (down|came down) to (you and|the two of you|two|three|the last two)
            (came|come) (a|) (very|) close second
            your final (interview|interviews|presentation|round)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (other|others|another|someone|candidates|applicants|those) * (final|last) (round|rounds|stage|
                stages|interview|interviews|phase)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (interview~|conversation~|presentation|assessment|spoke|speaking|met|meeting|visit~|call|chat~|trial)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (final|last) (round|rounds|stage|stages|interview|interviews|panel|phase)
            (one|two|three) (of|) (our|the|) (two|three|four|five|) (finalists|final candidates|final applicants)
            you were (a|our|among) (runner up|finalist|second choice|final|the final)
            (finalist|runner up|down to (two|three|the last two|you and))
            (came|come|got|get) (a|) (very|) close second
            """
        ),
        Signal.APPLIED: lines(
            """
            not been (shortlisted|selected)
            (thank you|thanks) (again|so much|very much|) for * (applying|apply|your application|interest)
            (applying|apply|applied) (for|to) (the|our|a|be|join|this)
            (not (been|) (shortlisted|selected) for) (an|) (interview|this)
            will not be inviting you to (an|) interview
            (your|the) (application|resume|cv|candidacy|submission)
            (thank you|thanks) for (applying|your interest)
            (you|have) (recently|) applied
            """
        ),
    },
)
