#include "widgets/cockpit/calloutstrip.h"

#include "widgets/cockpit/people.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;
using Paint = widgets::Role;

/// One box a person; the filled ones are led, those over the limit are amber.
class SpanBoxes final : public PaintedWidget
{
public:
    SpanBoxes(Theme& theme, QWidget* parent)
        : PaintedWidget(theme, parent)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    void setLed(int led, const QString& words)
    {
        m_led = led;
        describe(words);
        updateGeometry();
        update();
    }

    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QSize sizeHint() const override { return {count() * theme().px(18), theme().px(10)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int i = 0; i < count(); ++i) {
            const bool led = i < m_led;
            const Paint colour = i >= spanOfControl ? Paint::StateWait : Paint::TextSecondary;
            paintBox(painter, QRectF(i * theme().px(18), 0, theme().px(14), theme().px(10)),
                     {led ? theme().colour(colour) : QColor(Qt::transparent),
                      theme().colour(led ? colour : Paint::LineControl), Edge::Solid, 2.0});
        }
    }

private:
    int count() const { return std::max(spanOfControl, std::min(m_led, spanOfControl + 5)); }

    int m_led = 0;
};

CallOutStrip::CallOutStrip(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_icon(new TextLabel(context.theme, TextStyle::Body, Paint::TextSecondary, {}, this))
    , m_title(new TextLabel(context.theme, TextStyle::Medium, Paint::TextPrimary, {}, this))
    , m_boxes(new SpanBoxes(context.theme, this))
    , m_last(new TextLabel(context.theme, TextStyle::Meta, Paint::TextSecondary, {}, this))
    , m_left(new TabularLabel(context.theme, TextStyle::ClockSmall, Paint::TextPrimary, this))
    , m_spanCaption(new TextLabel(context.theme, TextStyle::Meta, Paint::TextTertiary, {}, this))
    , m_span(new TextLabel(context.theme, TextStyle::Medium, Paint::TextPrimary, {}, this))
    , m_start(new CommandButton(context.theme, {}, Icon::Volume2, this))
{
    Theme& theme = context.theme;
    m_start->setKey(Qt::Key_O);
    m_left->setReserve(QStringLiteral("00:00"));
    m_spanCaption->setAlignment(Qt::AlignRight);
    m_span->setAlignment(Qt::AlignRight);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_last);
    auto* span = new QVBoxLayout;
    span->setSpacing(0);
    span->addWidget(m_spanCaption);
    span->addWidget(m_span);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    row->setSpacing(theme.px(16));
    row->addWidget(m_icon);
    row->addLayout(words);
    row->addWidget(m_left);
    row->addStretch(1);
    row->addWidget(m_boxes, 0, Qt::AlignVCenter);
    row->addLayout(span);
    row->addWidget(m_start);
    connect(m_start, &QAbstractButton::clicked, this, &CallOutStrip::callOutRequested);
    connect(&context.ticker, &Ticker::tick, this, &CallOutStrip::tick);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.id == m_id.uuid() || record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    });
    refresh();
}

void CallOutStrip::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

QString CallOutStrip::lastText() const
{
    const auto last = lastCallOut(m_context, m_id);
    if (!last)
        return tr("none yet");
    const QString at = timeText(last->at, m_context.zone);
    const auto missing =
        static_cast<int>(last->asked.size() - std::min(last->asked.size(), last->answered.size()));
    return missing == 0 ? tr("last %1, everybody answered").arg(at)
                        : tr("last %1, %n without an answer", nullptr, missing).arg(at);
}

void CallOutStrip::refresh()
{
    const auto led = static_cast<int>(ledPeopleOf(m_context, m_id).size());
    m_title->setText(tr("Call-out every %1").arg(minutesText(callOutEvery)));
    m_last->setText(lastText());
    m_spanCaption->setText(tr("Span of control"));
    m_span->setText(tr("%n person(s), limit %1", nullptr, led).arg(spanOfControl));
    m_boxes->setLed(led, m_span->text());
    m_icon->setPixmap(m_context.theme.pixmap(Icon::Volume2, m_context.theme.iconSize(16),
                                             Paint::TextSecondary, devicePixelRatioF()));
    m_span->setRole(led > spanOfControl ? Paint::StateWait : Paint::TextPrimary);
    m_start->setText(tr("Start call-out"));
    m_start->setEnabled(led > 0);
    tick();
}

void CallOutStrip::tick()
{
    const auto next = nextCallOut(m_context, m_id);
    m_left->setVisible(next.has_value());
    if (!next)
        return;
    const auto left = duration_cast<seconds>(*next - m_context.clock.now());
    m_left->setText(left < seconds(0) ? tr("%1 over").arg(countdownText(-left)) : countdownText(left));
    m_left->setRole(left < seconds(0) ? Paint::StateWait : Paint::TextPrimary);
}

/// In a narrow window the number says what the boxes do.
void CallOutStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_boxes->setVisible(width() >= m_context.theme.px(860));
    m_icon->setVisible(width() >= m_context.theme.px(700));
}

void CallOutStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
