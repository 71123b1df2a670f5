#include "widgets/handover/clocklist.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/ticker.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr std::size_t mostClocks = 6;

} // namespace

ClockList::ClockList(const PanelContext& context, Id<Incident> incident, const QString& title,
                     QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_id(incident)
    , m_column(new QVBoxLayout(this))
    , m_none(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, tr("No clock is running."),
                           this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(context.theme.px(8));
    m_column->addWidget(new TextLabel(context.theme, TextStyle::Strong, Role::TextPrimary, title, this));
    m_column->addWidget(m_none);
    connect(&context.ticker, &Ticker::tick, this, &ClockList::refresh);
    refresh();
}

ClockList::Row ClockList::makeRow()
{
    Theme& theme = m_context.theme;
    Row made{new QWidget(this), new TextLabel(theme, TextStyle::Body, Role::TextSecondary, {}, this),
             new ElidedLabel(theme, TextStyle::Body, Role::TextPrimary, {}, this),
             new TabularLabel(theme, TextStyle::Strong, Role::TextPrimary, this)};
    made.left->setReserve(QStringLiteral("00:00"));
    auto* row = new QHBoxLayout(made.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(8));
    row->addWidget(made.icon);
    row->addWidget(made.label, 1);
    row->addWidget(made.left);
    m_column->addWidget(made.widget);
    return made;
}

void ClockList::refresh()
{
    const auto clocks = runningClocks(m_context, m_id);
    m_none->setVisible(clocks.empty());
    const std::size_t shown = std::min(mostClocks, clocks.size());
    while (m_rows.size() < shown)
        m_rows.push_back(makeRow());
    const Theme& theme = m_context.theme;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        row.widget->setVisible(i < shown);
        if (i >= shown)
            continue;
        row.icon->setPixmap(
            theme.pixmap(clocks[i].icon, theme.iconSize(15), Role::TextSecondary, devicePixelRatioF()));
        row.label->setText(clocks[i].label);
        const auto left =
            std::chrono::duration_cast<std::chrono::seconds>(clocks[i].due - m_context.clock.now());
        const bool over = left.count() < 0;
        row.left->setText(over ? tr("%1 over").arg(countdownText(-left)) : countdownText(left));
        row.left->setRole(over ? Role::StateWait : Role::TextPrimary);
    }
}

} // namespace matoi::widgets
