#include "widgets/cockpit/noterow.h"

#include "widgets/common/avatar.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

namespace {

constexpr int side = 16;
constexpr int barHeight = 3;

TextLabel* wrapped(Theme& theme, TextStyle style, Role role, QWidget* parent)
{
    auto* label = new TextLabel(theme, style, role, {}, parent);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void put(QLabel* label, const QString& text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

NoteRow::NoteRow(const PanelContext& context, QWidget* parent)
    : PaintedWidget(context.theme, parent)
    , m_context(context)
    , m_lead(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_icon(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_avatar(new Avatar(context.theme, {}, this))
    , m_title(wrapped(context.theme, TextStyle::Strong, Role::TextPrimary, this))
    , m_text(new QVBoxLayout)
    , m_aside(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_metaLeft(wrapped(context.theme, TextStyle::Meta, Role::TextTertiary, this))
    , m_metaRight(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_clock(new TabularLabel(context.theme, TextStyle::ClockSmall, Role::TextPrimary, this))
    , m_actions(new QHBoxLayout)
{
    for (QWidget* part :
         {static_cast<QWidget*>(m_lead), static_cast<QWidget*>(m_icon), m_avatar,
          static_cast<QWidget*>(m_metaRight), static_cast<QWidget*>(m_clock), static_cast<QWidget*>(m_aside)})
        part->hide();
    const Theme& look = context.theme;
    auto* meta = new QHBoxLayout;
    meta->setSpacing(look.px(8));
    meta->addWidget(m_metaLeft, 1);
    meta->addWidget(m_metaRight);
    m_actions->setSpacing(look.px(4));
    m_text->setSpacing(look.px(2));
    auto* words = new QVBoxLayout;
    words->setSpacing(look.px(2));
    auto* head = new QHBoxLayout;
    head->setSpacing(look.px(8));
    head->addWidget(m_title, 1);
    head->addWidget(m_aside, 0, Qt::AlignTop);
    words->addLayout(head);
    words->addLayout(m_text);
    words->addLayout(meta);
    auto* row = new QHBoxLayout;
    row->setSpacing(look.px(10));
    row->addWidget(m_lead, 0, Qt::AlignTop);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_avatar, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_clock, 0, Qt::AlignVCenter);
    // The buttons have the whole width: beside a clock they would not fit into a column.
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(look.px(side), look.px(8), look.px(side), look.px(9));
    column->setSpacing(look.px(2));
    column->addLayout(row);
    column->addLayout(m_actions);
    m_lead->setMinimumWidth(look.px(38));
    // Not Maximum: that is the height of the lines at their own width, and a narrow column breaks them.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void NoteRow::speak()
{
    // Without the clock: nothing is to be announced each second.
    QStringList parts{m_lead->text(), m_title->text()};
    for (const Line& line : m_lines)
        if (!line.box->isHidden())
            parts << (line.mark->text() + QLatin1Char(' ') + line.text->text()).trimmed();
    parts << m_aside->text() << m_metaLeft->text() << m_metaRight->text();
    parts.removeAll(QString());
    describe(parts.join(QStringLiteral(", ")));
}

void NoteRow::setLead(const QString& text)
{
    m_lead->setMinimumWidth(theme().px(40)); // clock times stand under each other
    put(m_lead, text);
    speak();
}

void NoteRow::setIcon(Icon icon, Role role)
{
    m_icon->setPixmap(theme().pixmap(icon, theme().iconSize(15), role, devicePixelRatioF()));
    m_icon->show();
}

void NoteRow::setPerson(const QString& name)
{
    static_cast<Avatar*>(m_avatar)->setPersonName(name);
    m_avatar->setVisible(!name.isEmpty());
}

void NoteRow::setTitle(const QString& title)
{
    put(m_title, title);
    speak();
}

NoteRow::Line NoteRow::makeLine()
{
    auto* box = new QWidget(this);
    const Line line{box, new TextLabel(theme(), TextStyle::Strong, Role::TextTertiary, {}, box),
                    wrapped(theme(), TextStyle::Body, Role::TextSecondary, box)};
    line.mark->setFixedWidth(theme().px(18));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(line.mark, 0, Qt::AlignTop);
    row->addWidget(line.text, 1);
    m_text->addWidget(box);
    return line;
}

void NoteRow::setLines(const QStringList& lines, int strong, const QStringList& marks)
{
    const auto count = static_cast<std::size_t>(lines.size());
    while (m_lines.size() < count)
        m_lines.push_back(makeLine());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto at = static_cast<int>(i);
        const Line& line = m_lines[i];
        put(line.text, i < count ? lines[at] : QString());
        put(line.mark, at < marks.size() ? marks[at] : QString());
        line.box->setVisible(!line.text->text().isEmpty());
        line.text->setRole(at == strong ? Role::TextPrimary : Role::TextSecondary);
        line.text->setStyle(at == strong ? TextStyle::Strong : TextStyle::Body);
    }
    speak();
}

void NoteRow::setAside(const QString& text, bool warning)
{
    put(m_aside, text);
    m_aside->setRole(warning ? Role::StateWait : Role::TextTertiary);
    speak();
}

void NoteRow::setMeta(const QString& left, const QString& right)
{
    put(m_metaLeft, left);
    put(m_metaRight, right);
    speak();
}

void NoteRow::setMetaWaiting(bool waiting)
{
    m_metaLeft->setRole(waiting ? Role::StateWait : Role::TextTertiary);
}

void NoteRow::setClock(const QString& text)
{
    m_clock->setText(text);
    m_clock->setVisible(!text.isEmpty());
}

void NoteRow::setBar(double share)
{
    m_bar = share;
    update();
}

void NoteRow::setWaiting(bool waiting)
{
    if (waiting == m_waiting)
        return;
    m_waiting = waiting;
    m_lead->setRole(waiting ? Role::StateWait : Role::TextSecondary);
    m_clock->setRole(waiting ? Role::StateWait : Role::TextPrimary);
    update();
}

CommandButton* NoteRow::addAction(const QString& text)
{
    auto* button = new CommandButton(theme(), text, Icon::None, this);
    button->setKind(CommandButton::Kind::Link);
    button->setSmall(true);
    if (m_actions->count() == 0)
        m_actions->addStretch(1);
    m_actions->addWidget(button);
    return button;
}

void NoteRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& look = theme();
    if (m_waiting) {
        painter.fillRect(rect(), look.colour(Role::StateWaitBg));
        painter.fillRect(QRect(0, 0, 3, height()), look.colour(Role::StateWait));
    }
    if (m_bar >= 0) {
        const int left = m_title->mapTo(this, QPoint(0, 0)).x();
        const QRect whole(left, height() - look.px(barHeight) - 2, width() - left - look.px(side),
                          look.px(barHeight));
        painter.fillRect(whole, look.colour(Role::LineStrong));
        QRect gone = whole;
        gone.setWidth(static_cast<int>(whole.width() * std::min(1.0, m_bar)));
        painter.fillRect(gone, look.colour(m_waiting ? Role::StateWait : Role::TextSecondary));
    }
    paintHorizontalLine(painter, 0, width(), height() - 1, look.colour(Role::LineHairline));
}

} // namespace matoi::widgets
