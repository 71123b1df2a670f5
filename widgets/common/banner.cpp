#include "widgets/common/banner.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

namespace matoi::widgets {

Banner::Banner(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_row(new QHBoxLayout(this))
    , m_title(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary))
    , m_text(new ElidedLabel(theme, TextStyle::Body, Role::TextSecondary))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_row->addWidget(m_title);
    m_row->addWidget(m_text, 1);
    themeChanged();
}

void Banner::themeChanged()
{
    m_row->setContentsMargins(theme().px(16) + theme().iconSize(16) + theme().px(10), 0, theme().px(16), 0);
    m_row->setSpacing(theme().px(10));
    setFixedHeight(theme().px(36));
}

void Banner::present(const Content& content)
{
    if (content.actions != m_content.actions) {
        for (CommandButton* button : m_buttons) {
            // It may be the button whose press brought us here.
            button->hide();
            button->deleteLater();
        }
        m_buttons.clear();
        for (const QString& label : content.actions) {
            auto* button = new CommandButton(theme(), label, Icon::None, this);
            button->setSmall(true);
            const int index = static_cast<int>(m_buttons.size());
            connect(button, &QAbstractButton::clicked, this,
                    [this, index] { Q_EMIT actionTriggered(index); });
            m_row->addWidget(button);
            m_buttons.push_back(button);
        }
    }
    m_content = content;
    m_title->setText(content.title);
    m_text->setText(content.text);
    //: Announcement of a banner: its title, then its sentence
    describe(content.text.isEmpty() ? content.title : tr("%1. %2").arg(content.title, content.text));
    // Before it has a place in a window, showing it would make it one.
    if (parentWidget() != nullptr) {
        show();
    }
    update();
}

void Banner::setActionDetail(int index, const QString& detail)
{
    m_buttons.at(static_cast<std::size_t>(index))->setDetail(detail);
}

Role Banner::text() const
{
    switch (m_content.tone) {
    case Tone::Offline: return Role::StateLocal;
    case Tone::Fail: return Role::StateFail;
    case Tone::Wait: break;
    }
    return Role::StateWait;
}

Role Banner::ground() const
{
    switch (m_content.tone) {
    case Tone::Offline: return Role::StateLocalBg;
    case Tone::Fail: return Role::StateFailBg;
    case Tone::Wait: break;
    }
    return Role::StateWaitBg;
}

void Banner::paintEvent(QPaintEvent* /*event*/)
{
    constexpr int edge = 3;
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(ground()));
    painter.fillRect(QRect(0, 0, edge, height()), theme().colour(text()));
    paintHorizontalLine(painter, 0, width(), height() - hairlineWidth(painter),
                        theme().colour(Role::LineHairline));
    Icon icon = m_content.icon;
    if (icon == Icon::None) {
        icon = m_content.tone == Tone::Offline ? Icon::CloudOff
               : m_content.tone == Tone::Fail  ? Icon::TriangleAlert
                                               : Icon::Hourglass;
    }
    const int side = theme().iconSize(16);
    painter.drawPixmap(QPointF(theme().px(16), qRound((height() - side) / 2.0)),
                       theme().pixmap(icon, side, text(), devicePixelRatioF()));
}

} // namespace matoi::widgets
