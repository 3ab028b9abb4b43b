"""Japanese."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

JAPANESE = Lexicon(
    language="ja",
    greetings=words(
        """
        拝啓
        """
    ),
    honorifics=honorifics(
        """
        様=, 殿=, さん=, さま=
        """
    ),
    group_words=words(
        """
        株式会社, 有限会社, 合同会社, 採用, 担当, 人事, 部, 課, 係, チーム, 事務局, 事務, 室, 局, 大学, 病院,
        銀行, グループ, 総務, 各位, 御中, お知らせ, 結果, 編集,
        受付, 窓口, 選考, 応募, 者, 通知, 会社, 以上, 敬具
        """
    ),
    departments=words(
        """
        採用, 採用担当, 人事部, 人事, 採用チーム, 新卒採用チーム, 採用事務局, 人事課, 採用係, 担当, 採用窓口, 事務局
        """
    ),
    role_words=words(
        """
        採用担当, 人事部, 人事, 部長, 課長, 係長, 代表取締役, 取締役, マネージャー, リーダー, 店長, 社長, 採用,
        総務部
        """
    ),
    before_name=words(
        """
        担当, 担当者, 文責
        """
    ),
    position_regex=lines(
        r"""
        (?:弊社の|当社の|(?:この度は|このたびは)、?(?:弊社の|
            当社の)?)(?P<position>[^\s、。「」()（）]{2,30}?)(?:職|ポジション)?(?:[(（][^)）]{1,40}[)）])?(?:に|
            へ)(?:ご応募|応募|エントリー)
        「(?P<position>[^「」]{2,30})」(?:の(?:ポジション|求人|募集|職種|選考))?(?:に|へ|の)(?:ご応募|応募|
            エントリー|選考)
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            送信専用
            (ご返信|返信) * (お答えできません|できません|いただけません|お受けできません|ご遠慮)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (お問い合わせ|お問合せ|ご質問|理由|評価|選考結果|選考内容) * (お答えしておりません|お答えできません|
                お答えいたしかねます|お答えしかねます|ご遠慮|回答いたしかねます|
                お答えできかねます|開示しておりません|回答しておりません|ご容赦)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (フィードバック|講評) * (ご希望|可能|いたします|差し上げ|お伝え)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (応募書類|個人情報|ご経歴|履歴書|データ) * (保管|保存|登録|お預かりさせて)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (応募書類|個人情報|履歴書|書類) * (破棄|廃棄|返却|消去|削除)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (また|改めて|再度|今後) * (ご応募|応募) * (ください|お待ち|幸い)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (募集|採用|選考|ポジション|求人) * (中止|取りやめ|凍結|見送ることと|停止|取り下げ)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (社内) * (異動|公募|人材|候補|登用)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (面接|面談|ご来社|お話) * (ありがとう|お時間|御礼|感謝)
            (先日|先般) * (面接|面談)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (最終面接|最終選考|最終面談)
            """
        ),
        Signal.APPLIED: lines(
            """
            (ご応募|応募いただき|エントリー)
            """
        ),
        Signal.FORMAL: lines(
            """
            (様|ございます|いたします|申し上げます)
            """
        ),
    },
)
