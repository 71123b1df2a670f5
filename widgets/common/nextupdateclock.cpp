#include "widgets/common/nextupdateclock.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

constexpr std::chrono::seconds dueSoon = std::chrono::minutes(5);

} // namespace

NextUpdateClock::NextUpdateClock(Theme& theme, QWidget* parent)
    : CaptionedClock(theme, tr("Next update due"), parent)
{
    setReserve(u"00:00"_s);
    setLeft(std::nullopt, {});
}

NextUpdateClock::State NextUpdateClock::stateOf(std::optional<std::chrono::seconds> left)
{
    if (!left.has_value()) {
        return State::None;
    }
    if (left->count() < 0) {
        return State::Overdue;
    }
    return *left <= dueSoon ? State::Due : State::Neutral;
}

Role NextUpdateClock::role() const
{
    switch (m_state) {
    case State::Due: return Role::StateWait;
    case State::Overdue: return Role::StateFail;
    default: return Role::TextPrimary;
    }
}

void NextUpdateClock::setLeft(std::optional<std::chrono::seconds> left, std::chrono::seconds cadence)
{
    m_state = stateOf(left);
    const bool link = m_state == State::None;
    setFocusPolicy(link ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setCaption(m_state == State::Overdue ? tr("Update overdue") : tr("Next update due"));
    m_fraction = 0;
    if (left.has_value() && cadence.count() > 0) {
        m_fraction =
            std::clamp(static_cast<double>(left->count()) / static_cast<double>(cadence.count()), 0.0, 1.0);
    }
    setClockText(left.has_value() ? (left->count() < 0 ? u"+"_s : QString()) + countdownText(*left)
                                  : QString(),
                 role());
    update();
}

QSize NextUpdateClock::sizeHint() const
{
    const QSize clock = CaptionedClock::sizeHint();
    const int linkWidth =
        m_state == State::None
            ? static_cast<int>(std::ceil(theme().textWidth(TextStyle::Body, tr("Set cadence")))) + 4
            : 0;
    return {std::max(clock.width(), linkWidth), clock.height()};
}

QString NextUpdateClock::accessibleText() const
{
    return m_state == State::None ? tr("No update is due. Set cadence") : CaptionedClock::accessibleText();
}

void NextUpdateClock::paintEvent(QPaintEvent* event)
{
    CaptionedClock::paintEvent(event);
    QPainter painter(this);
    if (m_state == State::None) {
        const QRectF line(0, theme().lineHeight(TextStyle::Meta), width(), theme().px(34));
        painter.setFont(theme().font(TextStyle::Body));
        painter.setPen(theme().colour(Role::AccentText));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, tr("Set cadence"));
        if (hasFocus()) {
            paintFocusRing(painter, theme(), line.adjusted(0, 4, 0, -4));
        }
        return;
    }
    const qreal thick = 3;
    const QRectF bar(0, height() - thick, width(), thick);
    painter.fillRect(bar, theme().colour(Role::LineStrong));
    // Overdue: the whole bar is red, so that it is seen before the digits are read.
    const double filled = m_state == State::Overdue ? 1.0 : m_fraction;
    const QColor colour = theme().colour(m_state == State::Neutral ? Role::TextSecondary : role());
    painter.fillRect(QRectF(bar.left(), bar.top(), std::round(bar.width() * filled), thick), colour);
}

void NextUpdateClock::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_state == State::None && event->button() == Qt::LeftButton &&
        rect().contains(event->position().toPoint())) {
        Q_EMIT setCadenceRequested();
    }
}

void NextUpdateClock::keyPressEvent(QKeyEvent* event)
{
    const bool press =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (m_state == State::None && press) {
        Q_EMIT setCadenceRequested();
        return;
    }
    CaptionedClock::keyPressEvent(event);
}

} // namespace matoi::widgets
