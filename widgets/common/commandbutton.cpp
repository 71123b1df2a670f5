#include "widgets/common/commandbutton.h"

#include "widgets/common/keycap.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionButton>

#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

constexpr std::array<const char*, 6> kindNames{"normal", "filled", "outlined", "quiet", "danger", "link"};

} // namespace

CommandButton::CommandButton(Theme& theme, const QString& text, Icon icon, QWidget* parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_icon(icon)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
    connect(&theme, &Theme::changed, this, &CommandButton::relayout);
    connect(&theme.keyCaps(), &KeyCapVisibility::policyChanged, this, &CommandButton::relayout);
    connect(&theme.keyCaps(), &KeyCapVisibility::altHeldChanged, this, [this] {
        if (!m_key.isEmpty()) {
            update();
        }
    });
}

void CommandButton::setKind(Kind kind)
{
    if (kind != m_kind) {
        m_kind = kind;
        setProperty("kind", QString::fromLatin1(kindNames[static_cast<std::size_t>(kind)]));
        // A style sheet looks at properties only when a widget is polished.
        style()->unpolish(this);
        style()->polish(this);
        relayout();
    }
}

void CommandButton::setIconName(Icon icon)
{
    m_icon = icon;
    relayout();
}

void CommandButton::setIconOnly(bool iconOnly)
{
    m_iconOnly = iconOnly;
    setToolTip(iconOnly ? text() : QString());
    setAccessibleName(iconOnly ? text() : QString());
    relayout();
}

void CommandButton::setSmall(bool isSmall)
{
    if (isSmall != m_small) {
        m_small = isSmall;
        setProperty("small", isSmall);
        style()->unpolish(this);
        style()->polish(this);
        relayout();
    }
}

void CommandButton::setKey(const QKeySequence& key)
{
    m_key = keyCapText(key);
    relayout();
}

void CommandButton::setDetail(const QString& detail)
{
    if (detail != m_detail) {
        const qreal before = contentWidth();
        m_detail = detail;
        if (std::abs(contentWidth() - before) > 0.5) {
            updateGeometry();
        }
        update();
    }
}

void CommandButton::relayout()
{
    updateGeometry();
    update();
}

QString CommandButton::label() const
{
    // The mnemonic's "&" is for the keyboard; Alt+letter works whether it is drawn or not.
    QString plain = text();
    plain.replace(u"&&"_s, u"\u0001"_s).remove(u'&').replace(u'\u0001', u'&');
    return m_iconOnly ? QString() : plain;
}

TextStyle CommandButton::labelStyle() const
{
    return m_kind == Kind::Link     ? TextStyle::Body
           : m_kind == Kind::Filled ? TextStyle::Strong
                                    : TextStyle::Medium;
}

int CommandButton::iconSide() const
{
    return m_theme.iconSize(m_small ? 14 : 16);
}

bool CommandButton::showsCap() const
{
    return !m_key.isEmpty() && !m_iconOnly && m_theme.keyCaps().policy() == KeyCapVisibility::Policy::Always;
}

qreal CommandButton::contentWidth() const
{
    const QString shown = label();
    const int gap = m_theme.px(7);
    qreal width = 0;
    if (m_icon != Icon::None) {
        width += iconSide() + (shown.isEmpty() ? 0 : gap);
    }
    width += m_theme.textWidth(labelStyle(), shown);
    if (!m_detail.isEmpty()) {
        width += gap + m_theme.tabularWidth(labelStyle(), m_detail);
    }
    if (showsCap()) {
        width += m_theme.px(9) + keyCapSize(m_theme, m_key).width();
    }
    return width;
}

QSize CommandButton::sizeHint() const
{
    const int side = m_theme.px(m_kind == Kind::Link ? 4 : m_iconOnly ? 6 : m_small ? 10 : 12);
    const int height = m_theme.px(m_small ? 26 : 30);
    const int width = static_cast<int>(std::ceil(contentWidth())) + 2 * side;
    return {std::max(width, m_iconOnly ? height : m_theme.px(24)), height};
}

QColor CommandButton::textColour() const
{
    if (!isEnabled()) {
        return m_theme.colour(Role::TextTertiary);
    }
    switch (m_kind) {
    case Kind::Filled: return m_theme.colour(Role::AccentOnFill);
    case Kind::Danger: return m_theme.colour(Role::StateFail);
    case Kind::Link: return m_theme.colour(Role::AccentText);
    case Kind::Quiet: return m_theme.colour(underMouse() ? Role::TextPrimary : Role::TextSecondary);
    default: return m_theme.colour(Role::TextPrimary);
    }
}

void CommandButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = QIcon();
    // Only the ground and the edge come from the style; the contents are laid out here.
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);

    const QColor colour = textColour();
    const QColor iconColour = isEnabled() && m_kind == Kind::Quiet
                                  ? m_theme.colour(underMouse() ? Role::TextPrimary : Role::TextSecondary)
                                  : colour;
    const qreal middle = height() / 2.0;
    const int gap = m_theme.px(7);
    const QString shown = label();
    const bool capInPlace = !m_key.isEmpty() && m_theme.keyCaps().altHeld() && !showsCap();
    const QSize cap = keyCapSize(m_theme, m_key);
    qreal x = std::round((width() - contentWidth()) / 2);

    const int iconWidth = iconSide();
    const bool capOverIcon = capInPlace && m_icon != Icon::None && cap.width() <= iconWidth + gap;
    if (capOverIcon) {
        paintKeyCap(painter, m_theme, x + (iconWidth - cap.width()) / 2, middle, m_key, colour);
    } else if (m_icon != Icon::None) {
        painter.drawPixmap(QPointF(x, std::round(middle - iconWidth / 2.0)),
                           m_theme.pixmap(m_icon, iconWidth, iconColour, devicePixelRatioF()));
    }
    if (m_icon != Icon::None) {
        x += iconWidth + gap;
    }

    painter.setFont(m_theme.font(labelStyle()));
    painter.setPen(colour);
    if (capInPlace && !capOverIcon) {
        paintKeyCap(painter, m_theme, (width() - cap.width()) / 2.0, middle, m_key, colour);
        return;
    }
    const qreal labelWidth = m_theme.textWidth(labelStyle(), shown);
    painter.drawText(QRectF(x, 0, labelWidth + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, shown);
    x += labelWidth;
    if (!m_detail.isEmpty()) {
        x += gap;
        if (m_kind != Kind::Filled && isEnabled()) {
            painter.setPen(m_theme.colour(Role::TextTertiary));
        }
        x = drawTabular(painter, QRectF(x, 0, width() - x, height()), m_detail);
    }
    if (showsCap()) {
        const QColor capColour =
            m_kind == Kind::Filled || !isEnabled() ? colour : m_theme.colour(Role::TextSecondary);
        paintKeyCap(painter, m_theme, x + m_theme.px(9), middle, m_key, capColour);
    }
}

} // namespace matoi::widgets
