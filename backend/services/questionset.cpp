#include "backend/services/questionset.h"

namespace matoi::services {

using domain::Question;
using domain::QuestionCategory;

domain::QuestionSet defaultQuestionSet()
{
    using enum QuestionCategory;
    return {
        "Default",
        {
            {"detect-how", Detection, "How did we learn of it, and could a customer have known before us?",
             "どのように気づきましたか。顧客が先に気づいた可能性はありますか。",
             "Name the alarm, the person or the message that was first, with its time. If a customer told "
             "us, say which signal of ours should have.",
             "最初のアラーム、人、または連絡を時刻とともに書きます。顧客からの連絡が先だった場合は、"
             "どの監視で気づけたはずかを書きます。"},
            {"detect-delay", Detection,
             "What took the time between the start of the impact and the detection?",
             "影響が始まってから検知するまでに、何に時間がかかりましたか。",
             "Compare the two marks. Thresholds, evaluation windows, missing metrics and mails that nobody "
             "reads are common causes.",
             "二つの時刻を比べます。しきい値、評価期間、不足しているメトリクス、読まれないメールなどが"
             "よくある原因です。"},
            {"detect-halve", Detection, "What would have halved the time to detect it?",
             "検知までの時間を半分にするには、何があればよかったですか。",
             "One change, small enough to do this month. Not \"more monitoring\".",
             "今月中にできる大きさの変更を一つ書きます。「監視を増やす」では足りません。"},
            {"diagnose-path", Diagnosis,
             "How did we find the cause, and which wrong paths did we follow first?",
             "原因にはどのようにたどり着きましたか。先にどの誤った仮説を追いましたか。",
             "Tell it in the order of the timeline, with what made you drop each path. The wrong paths teach "
             "the next responder the most.",
             "タイムラインの順に、それぞれの仮説を捨てた理由とともに書きます。次の対応者にとって、"
             "誤った道筋は最もよい教材です。"},
            {"diagnose-missing", Diagnosis,
             "Which information was missing, wrong or hard to find while we searched?",
             "調査中に、足りなかった情報、誤っていた情報、見つけにくかった情報は何ですか。",
             "Dashboards, logs, documents, access rights, people who could not be reached.",
             "ダッシュボード、ログ、文書、権限、連絡のつかなかった人などを挙げます。"},
            {"diagnose-cause", Diagnosis,
             "What had to be true for this to happen, and why was each of these so?",
             "この障害が起きるには何が揃う必要がありましたか。それぞれはなぜそうなっていましたか。",
             "There is seldom one root cause. List the conditions, and ask why of each until the answer is "
             "something that we can change. A person's mistake is where the questions begin, not where they "
             "end.",
             "根本原因が一つだけであることはまれです。条件を並べ、変えられるものに行き着くまで「なぜ」を"
             "問います。人の誤りは問いの終わりではなく始まりです。"},
            {"mitigate-what", Mitigation, "What made it stop hurting, and did it do so at the first try?",
             "何によって影響が収まりましたか。一度目の試みで収まりましたか。",
             "The action, who did it, when, and what it cost. Say what was tried without effect.",
             "対応の内容、実施者、時刻、代償を書きます。効果がなかった試みも書きます。"},
            {"mitigate-faster", Mitigation, "What would have let us mitigate in half the time?",
             "緩和までの時間を半分にするには、何があればよかったですか。",
             "A switch, a rollback, a runbook step, a right that had to be asked for, a decision that nobody "
             "dared to take.",
             "切り替え手段、切り戻し、ランブックの手順、申請が必要だった権限、誰も下せなかった判断などです"
             "。"},
            {"mitigate-people", Mitigation,
             "Were the right people there at the right time, and did they know who led?",
             "必要な人が必要なときに揃っていましたか。指揮者は全員に分かっていましたか。",
             "Look at the engagements: who answered, after how long, who was paged for nothing. Look at the "
             "updates: who asked because nobody had told them?",
             "エンゲージメントを見ます。誰が、どれだけ後に応答し、誰が不要に呼び出されましたか。"
             "状況の共有を見ます。知らされずに問い合わせてきた人はいましたか。"},
            {"prevent-recur", Prevention, "What stops this from happening again in the same way?",
             "同じ形での再発を何が防ぎますか。",
             "Something that works while nobody thinks of it: a test, a limit, a default. Write an action "
             "item "
             "with an owner and a day.",
             "誰も意識していなくても働く仕組みを挙げます。テスト、制限、既定値などです。"
             "担当者と期限のあるアクション項目にします。"},
            {"prevent-similar", Prevention, "Where else do we have the same weakness?",
             "同じ弱点はほかのどこにありますか。",
             "Other services, other regions, other vendors, the same pattern in the code.",
             "ほかのサービス、ほかのリージョン、ほかのベンダー、コードの中の同じ形を探します。"},
            {"prevent-luck", Prevention, "Where were we lucky, and what went well that must stay so?",
             "どこで運に助けられましたか。うまくいき、これからも続けるべきことは何ですか。",
             "Luck is a prevention that is missing. What went well is a practice worth protecting.",
             "運に助けられた所には、まだ対策がありません。うまくいったことは守るべき習慣です。"},
        },
    };
}

} // namespace matoi::services
