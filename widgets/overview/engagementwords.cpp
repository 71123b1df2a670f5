#include "widgets/overview/engagementwords.h"

#include "widgets/common/durationtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

bool wasSent(PageState state)
{
    return state == PageState::Sent || state == PageState::Delivered || state == PageState::Read;
}

ChannelState markOf(const Record<Page>& page, bool next, bool answered)
{
    if (wasSent(page.value.state))
        return ChannelState::Sent;
    if (page.value.state == PageState::Error)
        return ChannelState::Failed;
    if (page.value.state == PageState::Stopped || answered)
        return ChannelState::Cancelled;
    if (!page.value.channelId)
        return ChannelState::NotActive;
    return next ? ChannelState::Next : ChannelState::Planned;
}

QString via(const std::string& word)
{
    if (word == "email-link")
        return QCoreApplication::translate("EngagementWords", "Acknowledged by e-mail");
    if (word == "console")
        return QCoreApplication::translate("EngagementWords", "Acknowledged in the console");
    return QCoreApplication::translate("EngagementWords", "Acknowledged");
}

/// "This console and e-mail": within a sentence a word is small, an abbreviation stays.
QString both(QStringList words)
{
    for (qsizetype i = 1; i < words.size(); ++i)
        if (QString& word = words[i]; word.size() > 1 && !word[1].isUpper())
            word[0] = word[0].toLower();
    if (words.size() < 2)
        return words.join(QString());
    return QCoreApplication::translate("EngagementWords", "%1 and %2")
        .arg(QStringList(words.begin(), words.end() - 1)
                 .join(QCoreApplication::translate("EngagementWords", ", ")),
             words.back());
}

/// The carriers' own words, each once.
QString reasonsOf(const std::vector<Record<Page>>& pages, const QString& person)
{
    QStringList reasons;
    for (const auto& page : pages)
        if (page.value.state == PageState::Error && QString::fromStdString(page.value.contactName) == person)
            reasons << QString::fromStdString(page.value.error).simplified();
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    return reasons.join(QCoreApplication::translate("EngagementWords", "; "));
}

/// What has been tried on the person that is paged now. Where nothing was delivered the marks beside it name
/// the channels, and the little room is for the reason.
QString tried(const std::vector<Record<Page>>& pages, const QString& person, bool& failed)
{
    QStringList sent;
    for (const auto& page : pages) {
        if (QString::fromStdString(page.value.contactName) != person)
            continue;
        const QString word = texts::channel(page.value.channelKind);
        if (wasSent(page.value.state) && !sent.contains(word))
            sent.append(word);
    }
    const QString lost = failureWords(pages, person);
    failed = !lost.isEmpty();
    if (sent.isEmpty()) {
        const QString why = reasonsOf(pages, person);
        return !failed         ? QCoreApplication::translate("EngagementWords", "Nothing sent yet")
               : why.isEmpty() ? lost
                               : QCoreApplication::translate("EngagementWords", "Not delivered: %1").arg(why);
    }
    const QString waits =
        QCoreApplication::translate("EngagementWords", "%1 sent, no answer").arg(both(sent));
    return failed ? QCoreApplication::translate("EngagementWords", "%1. %2").arg(waits, lost) : waits;
}

QString nameOf(const Record<Page>& page)
{
    return QString::fromStdString(page.value.contactName).toHtmlEscaped();
}

QString stageOf(const Record<Page>& page)
{
    return QString::number(page.value.stage + 1);
}

/// Of the pages to come, the first for somebody else than the very first.
std::vector<Record<Page>>::const_iterator firstOfAnother(const std::vector<Record<Page>>& coming)
{
    return std::find_if(coming.begin() + 1, coming.end(),
                        [&](const auto& page) { return nameOf(page) != nameOf(coming.front()); });
}

void nameState(EngagementView& view, const Engagement& engagement, const std::vector<Record<Page>>& pages)
{
    switch (engagement.state) {
    case EngagementState::Acknowledged:
        view.icon = Icon::CircleCheck;
        view.iconRole = view.stateRole = Role::StateOk;
        view.state = via(engagement.endedVia);
        return;
    case EngagementState::Stopped:
        view.icon = Icon::CircleX;
        view.state = QCoreApplication::translate("EngagementWords", "Stopped by %1")
                         .arg(QString::fromStdString(engagement.endedBy));
        return;
    case EngagementState::Exhausted:
        view.icon = Icon::TriangleAlert;
        view.iconRole = view.stateRole = Role::StateFail;
        view.state = QCoreApplication::translate("EngagementWords", "No one answered. Page again");
        return;
    case EngagementState::Running: break;
    }
    bool failed = false;
    view.waiting = true;
    view.state = tried(pages, view.person, failed);
    view.icon = failed ? Icon::TriangleAlert : Icon::Hourglass;
    view.iconRole = view.stateRole = failed ? Role::StateFail : Role::StateWait;
}

} // namespace

QString failureWords(const std::vector<Record<Page>>& pages, const QString& person)
{
    std::vector<std::pair<QString, QStringList>> reasons; // in the order in which they came
    for (const auto& page : pages) {
        if (page.value.state != PageState::Error || QString::fromStdString(page.value.contactName) != person)
            continue;
        const QString why = QString::fromStdString(page.value.error).simplified();
        auto known =
            std::find_if(reasons.begin(), reasons.end(), [&](const auto& one) { return one.first == why; });
        if (known == reasons.end())
            known = reasons.insert(reasons.end(), {why, {}});
        if (const QString word = texts::channel(page.value.channelKind); !known->second.contains(word))
            known->second << word;
    }
    QStringList parts;
    for (const auto& [why, words] : reasons)
        parts << (why.isEmpty()
                      ? QCoreApplication::translate("EngagementWords", "%1 not delivered").arg(both(words))
                      : QCoreApplication::translate("EngagementWords", "%1 not delivered: %2")
                            .arg(both(words), why));
    return parts.join(QCoreApplication::translate("EngagementWords", "; "));
}

EngagementView engagementView(const Record<Engagement>& engagement, std::vector<Record<Page>> pages)
{
    std::erase_if(pages, [&](const auto& page) { return page.value.engagementId != engagement.id; });
    std::stable_sort(pages.begin(), pages.end(),
                     [](const auto& a, const auto& b) { return a.value.dueAt < b.value.dueAt; });
    const Engagement& value = engagement.value;
    EngagementView view;
    view.id = engagement.id;
    view.ended = value.state != EngagementState::Running;
    view.startedAt = value.startedAt;
    view.endedAt = value.endedAt;
    view.nextStepAt = value.nextStepAt;
    for (const auto& page : pages)
        if (!view.ended && page.value.state == PageState::Pending)
            view.coming.push_back(page);

    const QString contact = QString::fromStdString(value.contactName);
    view.person = contact;
    if (value.state == EngagementState::Acknowledged && !value.endedBy.empty())
        view.person = QString::fromStdString(value.endedBy);
    else
        for (const auto& page : pages)
            if (page.value.state != PageState::Pending || page.id == pages.front().id)
                view.person = QString::fromStdString(page.value.contactName);
    view.through = view.person != contact ? contact
                                          : QCoreApplication::translate("EngagementWords", "paged by %1")
                                                .arg(QString::fromStdString(value.startedBy));
    for (const auto& page : pages) {
        const bool next = !view.coming.empty() && view.coming.front().id == page.id;
        if (QString::fromStdString(page.value.contactName) == view.person)
            view.channels.push_back({channelOf(page.value.channelKind), markOf(page, next, view.ended)});
    }
    nameState(view, value, pages);
    return view;
}

QString EngagementView::clock(Time now) const
{
    if (ended) {
        if (!endedAt || !startedAt)
            return {};
        return QStringLiteral("+") + countdownText(duration_cast<seconds>(*endedAt - *startedAt));
    }
    return nextStepAt ? countdownText(std::max(seconds(0), duration_cast<seconds>(*nextStepAt - now)))
                      : QString();
}

QString EngagementView::comingSentence(Time now) const
{
    if (coming.empty())
        return ended ? QString()
                     : QCoreApplication::translate("EngagementWords", "Nobody else is paged after this.");
    const auto left = [&](const Record<Page>& page) {
        return QStringLiteral("<b>%1</b>")
            .arg(countdownText(std::max(seconds(0), duration_cast<seconds>(page.value.dueAt - now))));
    };
    const Record<Page>& first = coming.front();
    const bool same = nameOf(first) == person.toHtmlEscaped();
    const auto second = firstOfAnother(coming);
    const QString what = texts::channel(first.value.channelKind);
    if (second == coming.end())
        return same ? QCoreApplication::translate("EngagementWords", "%1 in %2").arg(what, left(first))
                    : QCoreApplication::translate("EngagementWords", "%1 (stage %2) in %3")
                          .arg(nameOf(first), stageOf(first), left(first));
    if (same)
        return QCoreApplication::translate("EngagementWords", "%1 in %2, then %3 (stage %4) in %5")
            .arg(what, left(first), nameOf(*second), stageOf(*second), left(*second));
    return QCoreApplication::translate("EngagementWords", "%1 (stage %2) in %3, then %4 (stage %5) in %6")
        .arg(nameOf(first), stageOf(first), left(first), nameOf(*second), stageOf(*second), left(*second));
}

QString EngagementView::plannedSentence(const QTimeZone& zone) const
{
    if (coming.empty())
        return ended ? QString()
                     : QCoreApplication::translate("EngagementWords", "Nobody else was to be paged.");
    const auto at = [&](const Record<Page>& page) { return timeText(page.value.dueAt, zone); };
    const Record<Page>& first = coming.front();
    const QString what = nameOf(first) == person.toHtmlEscaped()
                             ? texts::channel(first.value.channelKind)
                             : QCoreApplication::translate("EngagementWords", "%1 (stage %2)")
                                   .arg(nameOf(first), stageOf(first));
    const auto second = firstOfAnother(coming);
    return second == coming.end()
               ? QCoreApplication::translate("EngagementWords", "%1 planned for %2").arg(what, at(first))
               : QCoreApplication::translate("EngagementWords",
                                             "%1 planned for %2, then %3 (stage %4) for %5")
                     .arg(what, at(first), nameOf(*second), stageOf(*second), at(*second));
}

QString EngagementView::spoken(const QTimeZone& zone) const
{
    if (waiting && nextStepAt)
        return QCoreApplication::translate("EngagementWords", "%1, %2, %3, next step at %4")
            .arg(person, through, state, timeText(*nextStepAt, zone));
    if (ended && endedAt && startedAt)
        return QCoreApplication::translate("EngagementWords", "%1, %2, %3, after %4")
            .arg(person, through, state, durationText(duration_cast<seconds>(*endedAt - *startedAt)));
    return QCoreApplication::translate("EngagementWords", "%1, %2, %3").arg(person, through, state);
}

} // namespace matoi::widgets
