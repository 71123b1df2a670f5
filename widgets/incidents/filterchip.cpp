#include "widgets/incidents/filterchip.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

bool ChoiceMenu::tick()
{
    QAction* action = activeAction();
    const bool oneOfMany = action != nullptr && action->actionGroup() != nullptr;
    if (action == nullptr || !action->isCheckable() || !action->isEnabled() || oneOfMany)
        return false;
    action->trigger();
    return true;
}

void ChoiceMenu::mouseReleaseEvent(QMouseEvent* event)
{
    if (!tick())
        QMenu::mouseReleaseEvent(event);
}

void ChoiceMenu::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || !tick())
        QMenu::keyPressEvent(event);
}

FilterChip::FilterChip(Theme& theme, QWidget* parent)
    : PaintedButton(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &FilterChip::menuRequested);
}

void FilterChip::setFilter(const QString& name, const QString& value)
{
    if (name == m_name && value == m_value)
        return;
    m_name = name;
    m_value = value;
    setText(label());
    describe(value.isEmpty() ? tr("%1: any").arg(name) : label());
    updateGeometry();
    update();
}

QString FilterChip::label() const
{
    return m_value.isEmpty() ? m_name : tr("%1: %2").arg(m_name, m_value);
}

int FilterChip::tail() const
{
    return theme().iconSize(13) + theme().px(12);
}

QSize FilterChip::sizeHint() const
{
    const QFontMetricsF metrics(theme().font(TextStyle::Meta));
    return {static_cast<int>(std::ceil(metrics.horizontalAdvance(label()))) + theme().px(9) + tail(),
            std::max(24, theme().px(24))};
}

void FilterChip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool set = isSet();
    const Role ground = isDown()       ? Role::LineStrong
                        : set          ? Role::BgSelected
                        : underMouse() ? Role::BgHover
                                       : Role::BgSurface;
    paintBox(
        painter, rect(),
        {theme().colour(ground), theme().colour(set ? Role::AccentText : Role::LineControl), Edge::Solid, 5});
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(set ? Role::TextPrimary : Role::TextSecondary));
    painter.drawText(QRect(theme().px(9), 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, label());
    const int icon = theme().iconSize(13);
    painter.drawPixmap(QPointF(width() - tail() + theme().px(6), std::round((height() - icon) / 2.0)),
                       theme().pixmap(set ? Icon::X : Icon::ChevronDown, icon,
                                      set ? Role::AccentText : Role::TextTertiary, devicePixelRatioF()));
    if (hasFocus())
        paintFocusRing(painter, theme(), rect());
}

void FilterChip::mousePressEvent(QMouseEvent* event)
{
    if (isSet() && event->button() == Qt::LeftButton && event->position().x() > width() - tail()) {
        Q_EMIT cleared();
        return;
    }
    PaintedButton::mousePressEvent(event);
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (isSet() && (key == Qt::Key_Delete || key == Qt::Key_Backspace))
        Q_EMIT cleared();
    else if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter)
        Q_EMIT menuRequested();
    else
        PaintedButton::keyPressEvent(event);
}

} // namespace matoi::widgets
