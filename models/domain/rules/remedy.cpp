#include "models/domain/rules/remedy.h"

#include <algorithm>

namespace matoi::domain::rules {
namespace {

/// A decision is often written down when its effect is seen already.
constexpr std::chrono::minutes written{5};

bool blank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::optional<Time> endOf(const Incident& incident)
{
    return incident.mitigatedAt ? incident.mitigatedAt : incident.resolvedAt;
}

std::optional<Remedy> fromAnalysis(const std::vector<Question>& questions, const std::vector<Answer>& answers)
{
    for (const Question& question : questions) {
        if (question.category != QuestionCategory::Mitigation)
            continue;
        for (const Answer& answer : answers)
            if (answer.questionKey == question.key && !blank(answer.text))
                return Remedy{Remedy::From::Analysis, firstSentence(answer.text)};
    }
    return std::nullopt;
}

template <class T, class At> const T* lastBefore(const std::vector<T>& all, std::optional<Time> end, At at)
{
    const T* last = nullptr;
    for (const T& one : all) {
        const std::optional<Time> when = at(one);
        if (!when || (end && *when > *end + written))
            continue;
        if (last == nullptr || *at(*last) <= *when)
            last = &one;
    }
    return last;
}

std::optional<Time> whenOf(const TimelineEvent& event, EventKind kind)
{
    return event.eventKind == kind && !blank(event.text) ? std::optional(event.at) : std::nullopt;
}

/// How long the UTF-8 sequence of a full stop of East Asia is here; 0: there is none.
std::size_t wideStop(std::string_view text)
{
    for (const std::string_view stop : {"\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f"}) // 。！？
        if (text.substr(0, stop.size()) == stop)
            return stop.size();
    return 0;
}

std::size_t sentenceEnd(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            return i;
        if (const std::size_t stop = wideStop(text.substr(i)); stop > 0)
            return i + stop;
        const bool stops = text[i] == '.' || text[i] == '!' || text[i] == '?';
        if (stops && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n'))
            return i + 1;
    }
    return text.size();
}

} // namespace

std::string firstSentence(const std::string& text, std::size_t bytes)
{
    std::string plain;
    for (const char c : text)
        if (c != '*' && c != '`' && c != '#' && c != '\r')
            plain += c;
    plain.erase(0, std::min(plain.find_first_not_of(" \t\n->"), plain.size()));
    plain.resize(sentenceEnd(plain));
    if (plain.size() <= bytes)
        return plain;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(plain[end]) & 0xc0U) == 0x80U)
        --end;
    return plain.substr(0, end) + "\xe2\x80\xa6";
}

std::optional<Remedy> whatFixed(const Incident& incident, const std::vector<Question>& questions,
                                const std::vector<Answer>& answers, const std::vector<Decision>& decisions,
                                const std::vector<TimelineEvent>& events)
{
    if (auto remedy = fromAnalysis(questions, answers))
        return remedy;
    const auto end = endOf(incident);
    if (const Decision* decision =
            lastBefore(decisions, end, [](const Decision& one) { return one.decidedAt; }))
        return Remedy{Remedy::From::Decision, firstSentence(decision->what)};
    if (const TimelineEvent* decision = lastBefore(
            events, end, [](const TimelineEvent& one) { return whenOf(one, EventKind::Decision); }))
        return Remedy{Remedy::From::Decision, firstSentence(decision->text)};
    if (const TimelineEvent* action =
            lastBefore(events, end, [](const TimelineEvent& one) { return whenOf(one, EventKind::Action); }))
        return Remedy{Remedy::From::Action, firstSentence(action->text)};
    const bool recovered = std::any_of(events.begin(), events.end(), [](const TimelineEvent& event) {
        return event.type == eventtype::recovered;
    });
    return recovered ? std::optional(Remedy{Remedy::From::Recovery, {}}) : std::nullopt;
}

} // namespace matoi::domain::rules
