#include "widgets/timeline/timelineside.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/tabular.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/timeline/densitystrip.h"
#include "widgets/timeline/timelinemarkdown.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using itemmodels::TimelineModel;

/// A pinned event: its time and its text, as many lines as it needs.
class PinnedLine final : public PaintedButton
{
public:
    PinnedLine(const PanelContext& context, QWidget* parent)
        : PaintedButton(context.theme, parent)
        , m_context(context)
    {
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
        setCursor(Qt::PointingHandCursor);
    }

    void setEntry(TimelineModel::EntryPtr entry)
    {
        m_entry = std::move(entry);
        describe(QStringLiteral("%1, %2").arg(time(), m_entry->text));
        updateGeometry();
        update();
    }
    const TimelineModel::EntryPtr& entry() const { return m_entry; }

    QAccessible::Role accessibleRole() const override { return QAccessible::ListItem; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override
    {
        const QFontMetrics metrics(theme().font(TextStyle::Meta));
        const QRect box(0, 0, std::max(40, width - textLeft() - theme().px(16)), 1000);
        return metrics.boundingRect(box, Qt::TextWordWrap, m_entry ? m_entry->text : QString()).height() +
               theme().px(8);
    }
    QSize sizeHint() const override { return {theme().px(200), heightForWidth(theme().px(220))}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        if (underMouse())
            painter.fillRect(rect(), theme().colour(Role::BgHover));
        painter.setFont(theme().font(TextStyle::Meta));
        painter.setPen(theme().colour(Role::TextTertiary));
        drawTabular(painter,
                    QRect(theme().px(16), theme().px(4), textLeft(), theme().lineHeight(TextStyle::Meta)),
                    time(), Qt::AlignLeft | Qt::AlignTop);
        painter.setPen(theme().colour(Role::TextSecondary));
        painter.drawText(rect().adjusted(textLeft(), theme().px(4), -theme().px(16), 0),
                         Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, m_entry->text);
        if (hasFocus())
            paintFocusRing(painter, theme(), rect().adjusted(4, 0, -4, 0), 4);
    }

private:
    int textLeft() const { return theme().px(60); }
    QString time() const { return timeText(m_entry->record.value.at, m_context.zone); }

    PanelContext m_context;
    TimelineModel::EntryPtr m_entry;
};

TimelineSide::TimelineSide(const PanelContext& context, TimelineModel& model, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(model)
    , m_shapeHeader(new SectionHeader(context.theme, {}, this))
    , m_strip(new DensityStrip(context, model, this))
    , m_pinnedHeader(new SectionHeader(context.theme, {}, this))
    , m_none(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_rows(new QVBoxLayout)
    , m_copy(new CommandButton(context.theme, {}, Icon::Copy, this))
{
    Theme& theme = context.theme;
    setFixedWidth(theme.px(232));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    m_copy->setSmall(true);
    m_rows->setSpacing(theme.px(2));
    auto* scroll = new VerticalScroll(this);
    QWidget* list = scroll->page();
    auto* inner = new QVBoxLayout(list);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addLayout(m_rows);
    auto* button = new QHBoxLayout;
    button->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10));
    button->addWidget(m_copy);
    button->addStretch();
    inner->addLayout(button);
    inner->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_shapeHeader);
    column->addWidget(m_strip);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(m_pinnedHeader);
    column->addWidget(m_none);
    column->addWidget(scroll, 1);
    connect(m_strip, &DensityStrip::timeChosen, this, &TimelineSide::chooseNear);
    connect(m_copy, &QAbstractButton::clicked, this, &TimelineSide::copy);
    connect(&model, &TimelineModel::eventsChanged, this, &TimelineSide::refresh);
    connect(&theme, &Theme::changed, this, [this] { setFixedWidth(m_context.theme.px(232)); });
    retranslate();
}

void TimelineSide::retranslate()
{
    m_shapeHeader->setTitle(tr("Shape of the incident"));
    m_pinnedHeader->setTitle(tr("Pinned for the analysis"));
    m_none->setText(tr("Nothing pinned yet. Space pins the chosen event."));
    m_copy->setText(tr("Copy as Markdown"));
    refresh();
}

std::vector<TimelineModel::EntryPtr> TimelineSide::pinned() const
{
    std::vector<TimelineModel::EntryPtr> out;
    for (const auto& entry : m_model.pinned())
        if (!entry->gone)
            out.push_back(entry);
    return out;
}

void TimelineSide::refresh()
{
    const auto events = pinned();
    m_strip->refresh();
    m_pinnedHeader->setMeta(events.empty() ? QString() : QString::number(events.size()));
    m_none->setVisible(events.empty());
    m_copy->setVisible(!events.empty());
    while (m_lines.size() > events.size()) {
        m_lines.back()->hide();
        m_lines.back()->deleteLater();
        m_lines.pop_back();
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i == m_lines.size()) {
            auto* line = new PinnedLine(m_context, this);
            connect(line, &QAbstractButton::clicked, this,
                    [this, line] { Q_EMIT eventChosen(line->entry()->record.id); });
            m_rows->addWidget(line);
            m_lines.push_back(line);
        }
        m_lines[i]->setEntry(events[i]);
    }
}

void TimelineSide::copy()
{
    QGuiApplication::clipboard()->setText(timelineMarkdown(pinned(), m_context.zone));
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(std::chrono::seconds(4), this, [this] { m_copy->setText(tr("Copy as Markdown")); });
}

void TimelineSide::chooseNear(Time at)
{
    const auto& events = m_model.events();
    if (events.empty())
        return;
    auto nearest = std::lower_bound(events.begin(), events.end(), at, [](const auto& entry, Time time) {
        return entry->record.value.at < time;
    });
    if (nearest == events.end() || (nearest != events.begin() && at - (*std::prev(nearest))->record.value.at <
                                                                     (*nearest)->record.value.at - at))
        --nearest;
    Q_EMIT eventChosen((*nearest)->record.id);
}

void TimelineSide::setSeen(std::optional<std::pair<Time, Time>> seen)
{
    m_strip->setSeen(seen);
}

void TimelineSide::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
