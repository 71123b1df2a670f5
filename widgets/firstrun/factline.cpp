#include "widgets/firstrun/factline.h"

#include "widgets/common/textlabel.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

namespace matoi::widgets {

namespace {

constexpr int iconSide = 14;

Icon iconOf(FactLine::Tone tone)
{
    switch (tone) {
    case FactLine::Tone::Ok: return Icon::Check;
    case FactLine::Tone::Wait: return Icon::Hourglass;
    case FactLine::Tone::Warn:
    case FactLine::Tone::Fail: return Icon::TriangleAlert;
    case FactLine::Tone::Plain: break;
    }
    return Icon::Info;
}

Role roleOf(FactLine::Tone tone)
{
    switch (tone) {
    case FactLine::Tone::Ok: return Role::StateOk;
    case FactLine::Tone::Wait:
    case FactLine::Tone::Warn: return Role::StateWait;
    case FactLine::Tone::Fail: return Role::StateFail;
    case FactLine::Tone::Plain: break;
    }
    return Role::TextTertiary;
}

} // namespace

FactLine::FactLine(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_text(new TextLabel(theme, TextStyle::Body, Role::TextPrimary, {}, this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    themeChanged();
    hide();
}

void FactLine::themeChanged()
{
    layout()->setContentsMargins(theme().iconSize(iconSide) + theme().px(8), 0, 0, 0);
}

QString FactLine::text() const
{
    return m_text->text();
}

void FactLine::set(Tone tone, const QString& text)
{
    m_tone = tone;
    m_text->setText(text);
    m_text->setRole(tone == Tone::Fail || tone == Tone::Wait ? roleOf(tone) : Role::TextPrimary);
    describe(text);
    setVisible(!text.isEmpty());
    update();
}

void FactLine::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const int side = theme().iconSize(iconSide);
    // Beside the first line, however many there are.
    const double top = (theme().lineHeight(TextStyle::Body) - side) / 2.0;
    painter.drawPixmap(QPointF(0, qRound(top)),
                       theme().pixmap(iconOf(m_tone), side, roleOf(m_tone), devicePixelRatioF()));
}

} // namespace matoi::widgets
