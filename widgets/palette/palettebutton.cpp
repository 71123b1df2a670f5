#include "widgets/palette/palettebutton.h"

#include "widgets/common/keycap.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

namespace {

QKeySequence paletteKey()
{
    return QKeySequence(Qt::CTRL | Qt::Key_K);
}

} // namespace

PaletteButton::PaletteButton(Theme& theme, QWidget* parent)
    : PaintedButton(theme, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    retranslate();
}

void PaletteButton::retranslate()
{
    setText(tr("Search or run a command"));
    describe(text());
}

QSize PaletteButton::sizeHint() const
{
    return {theme().px(340), std::max(24, theme().px(24))};
}

QSize PaletteButton::minimumSizeHint() const
{
    return {theme().px(96), sizeHint().height()};
}

void PaletteButton::paintEvent(QPaintEvent*)
{
    const Theme& look = theme();
    QPainter painter(this);
    paintBox(painter, rect(),
             {look.colour(underMouse() ? Role::BgHover : Role::BgSurface), look.colour(Role::LineControl),
              Edge::Solid, 4});
    const int icon = look.iconSize(13);
    painter.drawPixmap(QPointF(look.px(9), std::round((height() - icon) / 2.0)),
                       look.pixmap(Icon::Search, icon, Role::TextTertiary, devicePixelRatioF()));
    const QString key = keyCapText(paletteKey());
    const int keyAt = width() - look.px(5) - keyCapSize(look, key).width();
    paintKeyCap(painter, look, keyAt, height() / 2.0, key, look.colour(Role::TextTertiary));
    const int left = look.px(9) + icon + look.px(8);
    painter.setFont(look.font(TextStyle::Meta));
    painter.setPen(look.colour(Role::TextTertiary));
    // An ellipsis alone says less than the picture and the key.
    const QRect words(left, 0, keyAt - look.px(8) - left, height());
    if (words.width() >= painter.fontMetrics().averageCharWidth() * 6)
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    if (hasFocus())
        paintFocusRing(painter, look, rect(), 4);
}

void PaletteButton::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    PaintedButton::changeEvent(event);
}

} // namespace matoi::widgets
