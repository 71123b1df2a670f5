#include "backend/channels/ackpage.h"

#include "backend/channels/ackstyle.h"
#include "backend/channels/pagetext.h"
#include "backend/channels/zonedtime.h"

namespace matoi::channels {
namespace {

struct Words
{
    const char* going;
    const char* commander;
    const char* nobody;
    const char* ifNothing;
    const char* nobodyAnswered;
    const char* acknowledge;
    const char* hint;
    const char* cannotNext;
    const char* cannot;
    const char* footer;
    const char* valid;
    const char* drill;
    const char* youHaveIt;
    const char* youHaveItMore;
    const char* taken;
    const char* takenMore;
    const char* refused;
    const char* refusedLate;
    const char* refusedLast;
    const char* refusedMore;
    const char* over;
    const char* overMore;
};

const Words& words(bool ja)
{
    static constexpr Words english = {
        "Going on for",
        "Commander",
        "nobody yet",
        "If you do nothing",
        "it is said that no one answered",
        "Acknowledge",
        "stops everything later and tells the team",
        "I cannot. Page the next person now",
        "I cannot",
        "Your link only. ",
        "Valid until ",
        "Drill",
        "You have it",
        "Everything later is stopped, and the team sees your name.",
        "acknowledged before you",
        "Nothing more is needed from you.",
        "The next person is paged now",
        "Somebody else has been paged already",
        "This plan has nobody further to page",
        "The team sees that you cannot take it.",
        "This call is over",
        "Nobody is paged any more for it.",
    };
    static constexpr Words nihongo = {
        "経過時間",
        "指揮官",
        "未定",
        "何もしないと",
        "誰も応答しなかったことを知らせます",
        "応答する",
        "以降の呼び出しを止め、チームに知らせます",
        "対応できない。次の人を呼び出す",
        "対応できない",
        "あなた専用のリンクです。",
        "有効期限 ",
        "訓練",
        "応答しました",
        "以降の呼び出しを止めました。チームにはあなたの名前が表示されます。",
        "さんが先に応答しました",
        "これ以上の対応は不要です。",
        "次の人を呼び出しています",
        "すでに別の人を呼び出しています",
        "このプランに次に呼び出す人はいません",
        "対応できないことをチームに知らせました。",
        "この呼び出しは終わりました",
        "この件で呼び出される人はもういません。",
    };
    return ja ? nihongo : english;
}

std::string head(bool ja, const std::string& title)
{
    return "<!doctype html><html lang=\"" + std::string(ja ? "ja" : "en") +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width,initial-scale=1\">"
           "<meta name=\"robots\" content=\"noindex\"><meta name=\"referrer\" "
           "content=\"no-referrer\"><title>" +
           escapeHtml(title) + "</title><style>" + std::string(ackStyle) + "</style></head><body><main>";
}

std::string incidentPart(const PageContent& content, const Words& w)
{
    const std::string digit = std::to_string(static_cast<int>(content.impact));
    std::string out = "<header><span>Matoi</span><span>" + clockWithZone(content.now, content.timeZone) +
                      "</span></header><div class=\"badge i" + digit + "\"><span>" + digit + "</span><span>" +
                      impactName(content.impact, content.language) + "</span></div>";
    if (content.drill)
        out += "<div class=\"drill\">" + std::string(w.drill) + "</div>";
    out += "<h1>" + escapeHtml(content.title) + "</h1><p class=\"who\">" + escapeHtml(whoCalls(content)) +
           "</p>";
    out += "<div class=\"facts\"><div><small>" + std::string(w.going) + "</small><b>" +
           elapsed(content.now - content.incidentStartedAt) + "</b></div><div><small>" + w.commander +
           "</small><b>" + escapeHtml(content.commander.empty() ? w.nobody : content.commander) +
           "</b></div></div>";
    return out;
}

std::string openPart(const PageContent& content, const Words& w)
{
    std::string out = "<div class=\"next\"><b>" + std::string(w.ifNothing) + "</b>";
    for (const ComingStep& step : content.next)
        out += "<p><strong>" + clockIn(step.at, content.timeZone) + "</strong> " +
               escapeHtml(comingStepText(step, content.language)) + "</p>";
    out += "<p><strong>" + clockIn(content.givesUpAt, content.timeZone) + "</strong> " + w.nobodyAnswered +
           "</p></div>";
    out += "<div class=\"grow\"></div><form method=\"post\"><button class=\"primary\" name=\"action\" "
           "value=\"acknowledge\">" +
           std::string(w.acknowledge) + "</button><p class=\"hint\">" + w.hint +
           "</p><button class=\"second\" name=\"action\" value=\"refuse\">" +
           (content.refusalPages ? w.cannotNext : w.cannot) + "</button></form>";
    return out;
}

std::string closedPart(const std::string& title, const char* more, bool good)
{
    return "<div class=\"next" + std::string(good ? " done" : "") + "\" role=\"status\"><b>" +
           escapeHtml(title) + "</b><p>" + more + "</p></div><div class=\"grow\"></div>";
}

} // namespace

std::string renderAckPage(AckPageState state, const PageContent& content, const std::string& by)
{
    const bool ja = japanese(content.language);
    const Words& w = words(ja);
    std::string out =
        head(ja, incidentName(content.incidentNumber) + " " + content.title) + incidentPart(content, w);
    switch (state) {
    case AckPageState::Open: out += openPart(content, w); break;
    case AckPageState::Acknowledged: out += closedPart(w.youHaveIt, w.youHaveItMore, true); break;
    case AckPageState::TakenByOther:
        out += closedPart(by + (ja ? "" : " ") + w.taken, w.takenMore, true);
        break;
    case AckPageState::Refused: out += closedPart(w.refused, w.refusedMore, false); break;
    case AckPageState::RefusedLate: out += closedPart(w.refusedLate, w.refusedMore, false); break;
    case AckPageState::RefusedLast: out += closedPart(w.refusedLast, w.refusedMore, false); break;
    case AckPageState::Over:
    case AckPageState::Unknown: out += closedPart(w.over, w.overMore, false); break;
    }
    out += "<footer>" + escapeHtml(content.contactName) + "<br>" + w.footer + w.valid +
           clockIn(content.validUntil, content.timeZone).substr(0, 5) + ". " +
           incidentName(content.incidentNumber) + "</footer></main></body></html>";
    return out;
}

std::string renderUnknownAckPage()
{
    return head(false, "Matoi") + "<header><span>Matoi</span></header><h1>This link is not valid any "
                                  "more</h1><p class=\"who\">It has expired, "
                                  "or was not copied whole. Open the newest page mail, or acknowledge in the "
                                  "console.</p><h1 lang=\"ja\">"
                                  "このリンクは無効です</h1><p class=\"who\" "
                                  "lang=\"ja\">有効期限が切れたか、途中で切れています。最新の呼び出し"
                                  "メールを開くか、コンソールで応答してください。</p></main></body></html>";
}

} // namespace matoi::channels
