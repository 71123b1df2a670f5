#include "widgets/shell/rail.h"

#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"

#include <QtGui/QPainter>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

RailButton::RailButton(Theme& theme, Icon icon, QWidget* parent)
    : PaintedButton(theme, parent)
    , m_icon(icon)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
}

void RailButton::setLabel(const QString& label)
{
    setText(label);
    describe(label);
    update();
}

void RailButton::setCount(int count)
{
    m_count = count;
    update();
}

QSize RailButton::sizeHint() const
{
    return {theme().px(72), theme().px(56)};
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked()) {
        painter.fillRect(rect(), theme().colour(Role::BgSelected));
        painter.fillRect(QRect(0, 0, 3, height()), theme().colour(Role::AccentText));
    } else if (underMouse()) {
        painter.fillRect(rect(), theme().colour(Role::BgHover));
    }
    const Role role = isChecked() ? Role::TextPrimary : Role::TextSecondary;
    const int icon = theme().iconSize(20);
    const qreal x = (width() - icon) / 2.0;
    painter.drawPixmap(QPointF(x, theme().px(9)), theme().pixmap(m_icon, icon, role, devicePixelRatioF()));
    painter.setFont(theme().font(isJapanese() ? TextStyle::Caption : TextStyle::Meta));
    painter.setPen(theme().colour(role));
    painter.drawText(QRect(0, theme().px(31), width(), theme().px(18)), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4));
    if (m_count > 0) {
        const QRectF disc(x + icon - theme().px(5), theme().px(4), theme().px(16), theme().px(16));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().severity(domain::Impact::Critical).fill);
        painter.drawEllipse(disc);
        painter.setPen(theme().severity(domain::Impact::Critical).onFill);
        painter.setFont(theme().font(TextStyle::Caption));
        drawTabular(painter, disc, m_count > 99 ? QStringLiteral("99") : QString::number(m_count),
                    Qt::AlignCenter);
    }
    if (hasFocus())
        paintFocusRing(painter, theme(), rect().adjusted(2, 2, -2, -2));
}

Rail::Rail(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addStretch();
    const auto dress = [this] { setFixedWidth(m_theme.px(72)); };
    connect(&theme, &Theme::changed, this, dress);
    dress();
}

int Rail::add(Icon icon, bool atBottom)
{
    auto* button = new RailButton(m_theme, icon, this);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(atBottom ? column->count() : m_top++, button);
    const int index = static_cast<int>(m_buttons.size());
    m_buttons.push_back(button);
    connect(button, &QAbstractButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
    return index;
}

void Rail::setLabel(int index, const QString& label)
{
    m_buttons[static_cast<std::size_t>(index)]->setLabel(label);
}

void Rail::setCount(int index, int count)
{
    m_buttons[static_cast<std::size_t>(index)]->setCount(count);
}

void Rail::setCurrent(int index)
{
    m_buttons[static_cast<std::size_t>(index)]->setChecked(true);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Role::BgWindow));
    paintVerticalLine(painter, width() - 1, 0, height(), m_theme.colour(Role::LineHairline));
}

} // namespace matoi::widgets
