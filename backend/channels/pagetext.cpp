#include "backend/channels/pagetext.h"

namespace matoi::channels {

using domain::ChannelKind;
using domain::Impact;

bool japanese(const std::string& language)
{
    return language.starts_with("ja");
}

std::string impactName(Impact impact, const std::string& language)
{
    const bool ja = japanese(language);
    switch (impact) {
    case Impact::Critical: return ja ? "緊急" : "Critical";
    case Impact::High: return ja ? "高" : "High";
    case Impact::Medium: return ja ? "中" : "Medium";
    case Impact::Low: return ja ? "低" : "Low";
    case Impact::None: return ja ? "影響なし" : "No impact";
    }
    return {};
}

std::string incidentName(int number)
{
    return "INC-" + std::to_string(number);
}

std::string whoCalls(const PageContent& content)
{
    const bool ja = japanese(content.language);
    std::string text = ja ? content.startedBy + "からの呼び出しです。" : content.startedBy + " pages you";
    if (!content.reason.empty())
        text += ja ? content.reason : ": " + content.reason;
    else if (!ja)
        text += '.';
    return text;
}

namespace {

std::string channelName(ChannelKind kind, bool ja)
{
    switch (kind) {
    case ChannelKind::Email: return ja ? "メール" : "e-mail";
    case ChannelKind::Webhook: return ja ? "Webhook" : "webhook";
    case ChannelKind::Desktop: return ja ? "コンソール" : "the console";
    case ChannelKind::Test: return ja ? "試験用連絡手段" : "a test channel";
    }
    return {};
}

} // namespace

std::string comingStepText(const ComingStep& step, const std::string& language)
{
    const bool ja = japanese(language);
    const std::string channel = channelName(step.channelKind, ja);
    if (step.sameContact)
        return ja ? channel + "で再び呼び出し" : "you are paged by " + channel;
    return ja ? step.contactName + "さんも呼び出し（" + channel + "）"
              : step.contactName + " is paged too, by " + channel;
}

std::string escapeHtml(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

namespace {

/// Calls `open(mark)`/`close(mark)` around **bold** and `code`, and `text` for the rest of one paragraph.
template <class Emit> void walkMarks(std::string_view paragraph, Emit&& emit)
{
    bool bold = false;
    bool code = false;
    std::size_t from = 0;
    std::size_t at = 0;
    const auto flush = [&] {
        if (at > from)
            emit(paragraph.substr(from, at - from), bold, code);
    };
    while (at < paragraph.size()) {
        if (paragraph[at] == '`') {
            flush();
            code = !code;
            from = ++at;
        } else if (!code && paragraph.substr(at, 2) == "**") {
            flush();
            bold = !bold;
            at += 2;
            from = at;
        } else {
            ++at;
        }
    }
    flush();
}

template <class Each> void forEachParagraph(std::string_view text, Each&& each)
{
    while (!text.empty()) {
        const std::size_t end = text.find("\n\n");
        const std::string_view paragraph = text.substr(0, end);
        if (paragraph.find_first_not_of(" \n\r\t") != std::string_view::npos)
            each(paragraph);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
    }
}

} // namespace

std::string summaryHtml(std::string_view markdown)
{
    std::string out;
    forEachParagraph(markdown, [&](std::string_view paragraph) {
        out += "<p style=\"margin:0 0 8px\">";
        walkMarks(paragraph, [&](std::string_view text, bool bold, bool code) {
            if (bold)
                out += "<b>";
            if (code)
                out += "<code>";
            for (const char c : escapeHtml(text))
                out += c == '\n' ? std::string("<br>") : std::string(1, c);
            if (code)
                out += "</code>";
            if (bold)
                out += "</b>";
        });
        out += "</p>";
    });
    return out;
}

std::string summaryText(std::string_view markdown)
{
    std::string out;
    forEachParagraph(markdown, [&](std::string_view paragraph) {
        walkMarks(paragraph, [&](std::string_view text, bool, bool) { out += text; });
        out += '\n';
    });
    return out;
}

} // namespace matoi::channels
