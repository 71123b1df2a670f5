#include "widgets/common/clocks.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/tabular.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

CaptionedClock::CaptionedClock(Theme& theme, const QString& caption, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_caption(caption)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void CaptionedClock::setProminent(bool prominent)
{
    if (prominent != m_prominent) {
        m_prominent = prominent;
        updateGeometry();
        update();
    }
}

void CaptionedClock::setCaption(const QString& caption)
{
    if (caption != m_caption) {
        m_caption = caption;
        updateGeometry();
        update();
    }
}

void CaptionedClock::setClockText(const QString& text, Role role)
{
    if (text == m_text && role == m_role) {
        return;
    }
    const bool wider = text.size() != m_text.size();
    m_text = text;
    m_role = role;
    if (wider) {
        updateGeometry();
    }
    update();
}

void CaptionedClock::setReserve(const QString& reserve)
{
    m_reserve = reserve;
    updateGeometry();
}

QString CaptionedClock::accessibleText() const
{
    //: Name of a clock for screen readers: what it is, then its time
    return tr("%1 %2").arg(m_caption, m_text);
}

int CaptionedClock::clockBottom() const
{
    return theme().lineHeight(TextStyle::Meta) + theme().px(34);
}

/// With the room for a bar under the number, that one of them has: beside each other their captions and
/// numbers stand at the same height, and a row keeps its height when one of them goes.
QSize CaptionedClock::sizeHint() const
{
    const qreal clock =
        std::max(theme().tabularWidth(clockStyle(), m_text), theme().tabularWidth(clockStyle(), m_reserve));
    const qreal caption = theme().textWidth(TextStyle::Meta, m_caption);
    return {static_cast<int>(std::ceil(std::max(clock, caption))), clockBottom() + theme().px(7)};
}

void CaptionedClock::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const int captionHeight = theme().lineHeight(TextStyle::Meta);
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    painter.drawText(QRectF(0, 0, width(), captionHeight), Qt::AlignRight | Qt::AlignVCenter, m_caption);

    painter.setFont(theme().font(clockStyle()));
    const bool plain = m_role == Role::TextPrimary;
    painter.setPen(theme().colour(plain && !m_prominent ? Role::TextSecondary : m_role));
    // Both sizes stand on the baseline of the big one.
    const QFontMetricsF big(theme().font(TextStyle::Clock));
    const qreal baseline = std::round(captionHeight + (theme().px(34) + big.capHeight()) / 2);
    drawTabularAt(painter, QPointF(width() - theme().tabularWidth(clockStyle(), m_text), baseline), m_text);
}

ElapsedClock::ElapsedClock(Theme& theme, QWidget* parent)
    : CaptionedClock(theme, {}, parent)
{
    setReserve(u"00:00:00"_s);
    setElapsed(std::chrono::seconds(0));
}

void ElapsedClock::setElapsed(std::chrono::seconds elapsed, State state)
{
    setCaption(tr("Elapsed")); // in the language of this second
    const QString clock = clockText(elapsed);
    setClockText(state == State::Unknown ? u'~' + clock : clock,
                 state == State::Stopped ? Role::TextSecondary : Role::TextPrimary);
}

CountdownClock::CountdownClock(Theme& theme, TextStyle style, QWidget* parent)
    : TabularLabel(theme, style, Role::StateWait, parent)
{
    setReserve(u"00:00"_s);
}

void CountdownClock::setLeft(std::chrono::seconds left)
{
    const bool overdue = left.count() < 0;
    setRole(overdue ? Role::StateFail : Role::StateWait);
    setText(overdue ? u'+' + countdownText(left) : countdownText(left));
}

} // namespace matoi::widgets
