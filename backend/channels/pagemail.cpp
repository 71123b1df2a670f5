#include "backend/channels/pagemail.h"

#include "backend/channels/pagetext.h"
#include "backend/channels/zonedtime.h"

#include <array>

namespace matoi::channels {
namespace {

/// Impact fills of the light theme, with the text that stands on them.
struct Fill
{
    const char* back;
    const char* text;
};
constexpr std::array<Fill, 5> fills = {{{"#C2231B", "#FFFFFF"},
                                        {"#F0902E", "#1F0F00"},
                                        {"#F6DF80", "#1E1800"},
                                        {"#1E66B4", "#FFFFFF"},
                                        {"#66717D", "#FFFFFF"}}};

struct Words
{
    const char* pageFor;
    const char* acknowledge;
    const char* ifNothing;
    const char* nobodyAnswered;
    const char* known;
    const char* commander;
    const char* nobody;
    const char* going;
    const char* note;
    const char* drill;
};

const Words& words(bool ja)
{
    static constexpr Words english = {
        "Page for you",
        "Acknowledge on one page",
        "If you do not answer",
        "it is said that no one answered",
        "What is known",
        "Commander",
        "nobody yet",
        "Going on for",
        "The link opens a page with a button; opening it acknowledges nothing. Do not forward this mail: the "
        "link acts as you.",
        "DRILL",
    };
    static constexpr Words nihongo = {
        "呼び出し",
        "ページを開いて応答する",
        "応答がない場合",
        "誰も応答しなかったことを知らせます",
        "分かっていること",
        "指揮官",
        "未定",
        "経過時間",
        "リンクを開くだけでは応答になりません。ページのボタンで応答します。リンクはあなた専用です。転送しない"
        "でください。",
        "訓練",
    };
    return ja ? nihongo : english;
}

std::string subject(const PageContent& content, bool ja)
{
    const std::string badge =
        std::to_string(static_cast<int>(content.impact)) + ' ' + impactName(content.impact, content.language);
    const std::string drill =
        content.drill ? std::string(words(ja).drill) + (ja ? "：" : ": ") : std::string();
    if (ja)
        return "【" + badge + "】" + drill + words(ja).pageFor + "：" + content.title + "（" +
               incidentName(content.incidentNumber) + "）";
    return "[" + badge + "] " + drill + words(ja).pageFor + ": " + content.title + " (" +
           incidentName(content.incidentNumber) + ")";
}

std::string plain(const PageContent& content, bool ja)
{
    const Words& w = words(ja);
    std::string text;
    if (content.drill)
        text += std::string(w.drill) + "\n\n";
    text += std::to_string(static_cast<int>(content.impact)) + ' ' +
            impactName(content.impact, content.language) + "  " + incidentName(content.incidentNumber) +
            '\n' + content.title + "\n\n";
    text += whoCalls(content) + "\n" + clockWithZone(content.now, content.timeZone) + "\n\n";
    text += std::string(w.acknowledge) + ":\n" + content.ackUrl + "\n\n" + w.ifNothing + "\n";
    for (const ComingStep& step : content.next)
        text +=
            "  " + clockIn(step.at, content.timeZone) + "  " + comingStepText(step, content.language) + '\n';
    text += "  " + clockIn(content.givesUpAt, content.timeZone) + "  " + w.nobodyAnswered + "\n\n";
    if (!content.summary.empty())
        text += std::string(w.known) + '\n' + summaryText(content.summary) + '\n';
    text += std::string(w.commander) + ": " + (content.commander.empty() ? w.nobody : content.commander) +
            '\n' + w.going + ": " + elapsed(content.now - content.incidentStartedAt) + "\n\n" + w.note + '\n';
    return text;
}

std::string row(const std::string& clock, const std::string& what)
{
    return "<tr><td style=\"padding:2px 16px 2px 0;color:#5E6975;font-size:14px;white-space:nowrap\">" +
           clock + "</td><td style=\"padding:2px 0;font-size:14px\">" + escapeHtml(what) + "</td></tr>";
}

std::string html(const PageContent& content, bool ja)
{
    const Words& w = words(ja);
    const Fill& fill = fills[static_cast<std::size_t>(content.impact) - 1];
    std::string steps;
    for (const ComingStep& step : content.next)
        steps += row(clockIn(step.at, content.timeZone), comingStepText(step, content.language));
    steps += row(clockIn(content.givesUpAt, content.timeZone), w.nobodyAnswered);
    std::string out =
        "<!doctype html><html lang=\"" + std::string(ja ? "ja" : "en") +
        "\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
        "<meta name=\"viewport\" content=\"width=device-width\"></head>"
        "<body style=\"margin:0;padding:16px;background:#F1F3F5;color:#12171C;font-family:Inter,'Noto Sans "
        "CJK JP',Arial,sans-serif\"><table role=\"presentation\" width=\"540\" cellpadding=\"0\" "
        "cellspacing=\"0\" style=\"max-width:540px;width:100%;background:#FFFFFF;border:1px solid "
        "#BFC7D0;border-radius:6px\">";
    out += "<tr><td style=\"background:" + std::string(fill.back) + ";color:" + fill.text +
           ";padding:10px 16px;font-weight:600;font-size:16px;border-radius:5px 5px 0 0\">" +
           std::to_string(static_cast<int>(content.impact)) + "&nbsp; " +
           impactName(content.impact, content.language) +
           (content.drill ? " &nbsp;" + std::string(w.drill) : "") +
           "<span style=\"float:right;font-weight:400;font-size:14px\">" +
           incidentName(content.incidentNumber) + "</span></td></tr>";
    out += "<tr><td style=\"padding:20px\"><div style=\"font-size:20px;line-height:26px;font-weight:600\">" +
           escapeHtml(content.title) +
           "</div><p style=\"font-size:15px;line-height:22px;margin:8px 0 16px\">" +
           escapeHtml(whoCalls(content)) + "<br><span style=\"color:#5E6975\">" +
           clockWithZone(content.now, content.timeZone) + "</span></p>";
    out += "<a href=\"" + escapeHtml(content.ackUrl) +
           "\" style=\"display:block;background:#2459C9;color:#FFFFFF;text-decoration:none;text-align:center;"
           "padding:14px;border-radius:5px;font-size:17px;font-weight:600\">" +
           w.acknowledge + "</a>";
    out += "<div style=\"font-weight:600;margin:20px 0 4px\">" + std::string(w.ifNothing) +
           "</div><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\">" + steps + "</table>";
    out += "<hr style=\"border:0;border-top:1px solid #DFE3E8;margin:16px 0\">";
    if (!content.summary.empty())
        out += "<div style=\"font-weight:600;margin:0 0 6px\">" + std::string(w.known) +
               "</div><div style=\"font-size:14px;line-height:21px\">" + summaryHtml(content.summary) +
               "</div>";
    out += "<div style=\"color:#434E5A;font-size:14px\">" + std::string(w.commander) + ": " +
           escapeHtml(content.commander.empty() ? w.nobody : content.commander) + " &nbsp; " + w.going + " " +
           elapsed(content.now - content.incidentStartedAt) + "</div></td></tr></table>";
    out += "<p style=\"max-width:540px;color:#5E6975;font-size:12px;line-height:17px;margin:10px 4px\">" +
           std::string(w.note) + "</p></body></html>";
    return out;
}

} // namespace

PageMail renderPageMail(const PageContent& content)
{
    const bool ja = japanese(content.language);
    return {subject(content, ja), plain(content, ja), html(content, ja)};
}

} // namespace matoi::channels
