#include "widgets/shell/pagebanner.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>

namespace matoi::widgets {

using namespace domain;

PageBanner::PageBanner(const PanelContext& context, CallsForMe* calls, QWidget* parent)
    : Banner(context.theme, parent)
    , m_context(context)
    , m_calls(calls != nullptr ? calls : new CallsForMe(context, this))
{
    connect(m_calls, &CallsForMe::changed, this, &PageBanner::refresh);
    connect(this, &Banner::actionTriggered, this, [this](int index) {
        if (index == 0)
            acknowledge();
        else if (hasCall())
            Q_EMIT openRequested(m_calls->calls().front().incident);
    });
    refresh();
}

void PageBanner::setDesktopShows(bool shows)
{
    m_desktopShows = shows;
    refresh();
}

void PageBanner::acknowledge()
{
    if (hasCall())
        m_context.repositories.effects.acknowledge(m_calls->calls().front().engagement);
}

void PageBanner::refresh()
{
    if (!hasCall()) {
        hide();
        return;
    }
    const CallForMe& call = m_calls->calls().front();
    const auto incident = m_context.repositories.incidents.find(call.incident);
    if (!incident)
        return;
    const Page& page = call.pages.front().value;
    const QString since = timeText(page.sentAt.value_or(page.dueAt), m_context.zone);
    const QString title = incident->value.drill ? tr("Drill: page for you since %1").arg(since)
                                                : tr("Page for you since %1").arg(since);
    QStringList sentences{
        tr("%1 %2, %3.")
            .arg(static_cast<int>(incident->value.impact))
            .arg(texts::impact(incident->value.impact), QString::fromStdString(incident->value.title))};
    if (m_calls->calls().size() > 1)
        sentences << tr("%n more page(s) for you wait.", nullptr,
                        static_cast<int>(m_calls->calls().size()) - 1);
    if (!call.running)
        sentences << tr("No one answered.");
    if (!m_desktopShows)
        sentences << tr("This desktop shows no notifications: pages appear in this window only.");
    const QString between = isJapanese() ? QString() : QStringLiteral(" ");
    present({Tone::Wait, Icon::PhoneCall, title, sentences.join(between), {tr("Acknowledge"), tr("Open")}});
    tellSeen();
}

void PageBanner::tellSeen()
{
    if (hasCall() && isVisible() && isActiveWindow() && !window()->isMinimized())
        Q_EMIT seen();
}

bool PageBanner::event(QEvent* event)
{
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::Show)
        tellSeen();
    return Banner::event(event);
}

void PageBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Banner::changeEvent(event);
}

} // namespace matoi::widgets
