#include "widgets/common/noteblock.h"

#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

NoteBlock::NoteBlock(Theme& theme, Tone tone, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_tone(tone)
    , m_title(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_text(new TextLabel(theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_column(new QVBoxLayout(this))
{
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_column->setContentsMargins(theme.px(40), theme.px(9), theme.px(16), theme.px(10));
    m_column->setSpacing(theme.px(3));
    m_column->addWidget(m_title);
    m_column->addWidget(m_text);
    hide();
}

void NoteBlock::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void NoteBlock::setTexts(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    describe((title + QLatin1Char(' ') + text).trimmed());
    setVisible(!title.isEmpty() || !text.isEmpty());
}

void NoteBlock::addWidget(QWidget* widget)
{
    m_column->addWidget(widget);
}

void NoteBlock::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& look = theme();
    const Role strong = m_tone == Tone::Wait   ? Role::StateWait
                        : m_tone == Tone::Fail ? Role::StateFail
                                               : Role::StateLocal;
    const Role ground = m_tone == Tone::Wait   ? Role::StateWaitBg
                        : m_tone == Tone::Fail ? Role::StateFailBg
                                               : Role::StateLocalBg;
    painter.fillRect(rect(), look.colour(ground));
    painter.fillRect(QRect(0, 0, 3, height()), look.colour(strong));
    const int icon = look.iconSize(16);
    painter.drawPixmap(QPointF(look.px(14), look.px(10)),
                       look.pixmap(m_tone == Tone::Local ? Icon::CloudOff : Icon::TriangleAlert, icon, strong,
                                   devicePixelRatioF()));
}

} // namespace matoi::widgets
