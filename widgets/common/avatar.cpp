#include "widgets/common/avatar.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>
#include <QtGui/QPainter>

namespace matoi::widgets {

namespace {

bool isEastAsian(QChar c)
{
    return c.script() == QChar::Script_Han || c.script() == QChar::Script_Hiragana ||
           c.script() == QChar::Script_Katakana;
}

/// The first character as a person sees it: a pair of surrogates is one.
QString firstCharacter(const QString& text)
{
    return text.left(text.size() > 1 && text[0].isHighSurrogate() ? 2 : 1);
}

} // namespace

QString initials(const QString& name)
{
    // What stands in brackets is a remark, not a name: "Kenji Mori (drill)", "佐藤 美咲（訓練）".
    static const QRegularExpression remark(QStringLiteral("[(（\\[][^)）\\]]*[)）\\]]?"));
    QString bare = name;
    const QStringList parts = bare.remove(remark).simplified().split(u' ', Qt::SkipEmptyParts);
    if (parts.isEmpty()) {
        return {};
    }
    const QString first = firstCharacter(parts.first());
    // Surrogate pairs among names are rare Han characters (𠮷田).
    if (first.size() > 1 || isEastAsian(first[0])) {
        return first;
    }
    return (parts.size() == 1 ? first : first + firstCharacter(parts.last())).toUpper();
}

void paintAvatar(QPainter& painter, const Theme& theme, const QRectF& rect, const QString& name)
{
    painter.save();
    paintBox(painter, rect,
             {theme.colour(Role::BgHover), theme.colour(Role::LineStrong), Edge::Solid, rect.width() / 2});
    QFont font = theme.font(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    // Two Latin capitals fill the circle at 24 px; a smaller circle takes smaller letters.
    font.setPointSizeF(font.pointSizeF() * std::min(1.0, rect.width() / theme.px(24)) * 0.95);
    painter.setFont(font);
    painter.setPen(theme.colour(Role::TextSecondary));
    painter.drawText(rect, Qt::AlignCenter, initials(name));
    painter.restore();
}

Avatar::Avatar(Theme& theme, const QString& name, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setPersonName(name);
}

void Avatar::setPersonName(const QString& name)
{
    m_name = name;
    describe(name);
    update();
}

QSize Avatar::sizeHint() const
{
    return {theme().px(24), theme().px(24)};
}

void Avatar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintAvatar(painter, theme(), rect(), m_name);
}

} // namespace matoi::widgets
