#include "widgets/common/statustrack.h"

#include "widgets/common/paint.h"
#include "widgets/common/statusdot.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

/// One step: sign, label, time.
class StatusStep : public PaintedButton
{
public:
    StatusStep(Theme& theme, StatusTrack& track, int index)
        : PaintedButton(theme, &track)
        , m_track(track)
        , m_index(index)
    {
        setCheckable(true);
        setCursor(Qt::PointingHandCursor);
        QObject::connect(this, &QAbstractButton::clicked, &track,
                         [this] { Q_EMIT m_track.stepPressed(m_index); });
    }

    QAccessible::Role accessibleRole() const override { return QAccessible::RadioButton; }

    void setStep(const StatusTrack::Step& step, bool timeShown)
    {
        setChecked(step.progress == StatusTrack::Progress::Current);
        m_step = step;
        m_timeShown = timeShown && !step.time.isEmpty();
        switch (step.progress) {
        case StatusTrack::Progress::Done:
            describe(step.time.isEmpty() ? StatusTrack::tr("%1, done").arg(step.label)
                                         : StatusTrack::tr("%1, done at %2").arg(step.label, step.time));
            break;
        case StatusTrack::Progress::Current: describe(StatusTrack::tr("%1, now").arg(step.label)); break;
        case StatusTrack::Progress::Coming: describe(StatusTrack::tr("%1, to come").arg(step.label)); break;
        }
        update();
    }

    QSize sizeHint() const override
    {
        qreal width = leftPad() + pad() + theme().iconSize(15) + theme().px(5);
        width += theme().textWidth(labelStyle(), m_step.label);
        if (m_timeShown) {
            width += theme().px(6) + theme().tabularWidth(TextStyle::Meta, m_step.time);
        }
        return {static_cast<int>(std::ceil(width)), std::max(24, theme().px(26))};
    }

    /// Room around for hover and focus; none before the first sign, which stands on the pane's left edge.
    int pad() const { return theme().px(3); }
    int leftPad() const { return m_index == 0 ? 0 : pad(); }

protected:
    /// Whether the status changes is decided elsewhere: pressing alone moves nothing.
    void nextCheckState() override {}

    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        if (isDown() || underMouse()) {
            paintBox(painter, rect(),
                     {theme().colour(isDown() ? Role::LineStrong : Role::BgHover), Qt::transparent,
                      Edge::None, 4});
        }
        const int side = theme().iconSize(15);
        const bool current = m_step.progress == StatusTrack::Progress::Current;
        const bool done = m_step.progress == StatusTrack::Progress::Done;
        paintStatusShape(painter, theme(),
                         QRectF(leftPad() - (m_index == 0 && done ? 2 : 0),
                                std::round((height() - side) / 2.0), side, side),
                         current ? StatusShape::Now
                         : done  ? StatusShape::Done
                                 : StatusShape::Coming);
        qreal x = leftPad() + side + theme().px(5);
        const QFont font = theme().font(labelStyle());
        painter.setFont(font);
        painter.setPen(theme().colour(current ? Role::TextPrimary
                                      : done  ? Role::TextSecondary
                                              : Role::TextTertiary));
        const qreal advance = theme().textWidth(labelStyle(), m_step.label);
        const qreal baseline = std::round(height() / 2.0 + QFontMetricsF(font).capHeight() / 2);
        painter.drawText(QPointF(x, baseline), m_step.label);
        if (m_timeShown) {
            x += advance + theme().px(6);
            painter.setFont(theme().font(TextStyle::Meta));
            painter.setPen(theme().colour(Role::TextTertiary));
            drawTabularAt(painter, QPointF(x, baseline), m_step.time);
        }
        if (hasFocus()) {
            paintFocusRing(painter, theme(), rect(), 4);
        }
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        switch (event->key()) {
        case Qt::Key_Left: m_track.moveFocus(m_index, -1); break;
        case Qt::Key_Right: m_track.moveFocus(m_index, 1); break;
        case Qt::Key_Return:
        case Qt::Key_Enter: click(); break;
        default: PaintedButton::keyPressEvent(event); break;
        }
    }

private:
    TextStyle labelStyle() const
    {
        return m_step.progress == StatusTrack::Progress::Current ? TextStyle::Strong : TextStyle::Body;
    }

    StatusTrack& m_track;
    int m_index;
    StatusTrack::Step m_step;
    bool m_timeShown = true;
};

StatusTrack::StatusTrack(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe(tr("Status"));
}

void StatusTrack::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        describe(tr("Status"));
    PaintedWidget::changeEvent(event);
}

void StatusTrack::setSteps(const std::vector<Step>& steps)
{
    if (steps == m_steps) {
        return;
    }
    m_steps = steps;
    while (m_buttons.size() > steps.size()) {
        delete m_buttons.back();
        m_buttons.pop_back();
    }
    while (m_buttons.size() < steps.size()) {
        m_buttons.push_back(new StatusStep(theme(), *this, static_cast<int>(m_buttons.size())));
        m_buttons.back()->show();
    }
    place();
}

void StatusTrack::setTimesShown(bool shown)
{
    if (shown != m_timesShown) {
        m_timesShown = shown;
        place();
    }
}

void StatusTrack::themeChanged()
{
    place();
}

void StatusTrack::resizeEvent(QResizeEvent* /*event*/)
{
    place();
}

int StatusTrack::gap() const
{
    return theme().px(24);
}

/// One for the whole: the step that is now; at the end of the way, where none is, the last that is done.
std::size_t StatusTrack::tabStop() const
{
    std::size_t stop = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        if (m_steps[i].progress != Progress::Coming)
            stop = i;
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        if (m_steps[i].progress == Progress::Current)
            stop = i;
    return stop;
}

void StatusTrack::place()
{
    int x = 0;
    const std::size_t stop = tabStop();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        StatusStep& button = *m_buttons[i];
        button.setStep(m_steps[i], m_timesShown);
        button.setFocusPolicy(i == stop ? Qt::StrongFocus : Qt::ClickFocus);
        const QSize size = button.sizeHint();
        button.setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
        x += size.width() + gap();
    }
    updateGeometry();
    update();
}

QSize StatusTrack::sizeHint() const
{
    int width = 0;
    int height = theme().px(26);
    for (const StatusStep* button : m_buttons) {
        width += button->sizeHint().width();
        height = std::max(height, button->sizeHint().height());
    }
    return {width + gap() * std::max(0, static_cast<int>(m_buttons.size()) - 1), height};
}

void StatusTrack::moveFocus(int from, int by)
{
    const int to = from + by;
    if (to >= 0 && to < static_cast<int>(m_buttons.size())) {
        m_buttons[static_cast<std::size_t>(to)]->setFocus(Qt::TabFocusReason);
    }
}

void StatusTrack::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    for (std::size_t i = 0; i + 1 < m_buttons.size(); ++i) {
        const qreal left = m_buttons[i]->geometry().right() + 1 + theme().px(3);
        const qreal right = m_buttons[i + 1]->geometry().left() - theme().px(3);
        const bool behind = m_steps[i].progress == Progress::Done;
        paintHorizontalLine(painter, left, right, height() / 2.0,
                            theme().colour(behind ? Role::LineControl : Role::LineStrong));
    }
}

} // namespace matoi::widgets
