#include "widgets/common/sectionheader.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"

#include <QtWidgets/QHBoxLayout>

namespace matoi::widgets {

SectionHeader::SectionHeader(Theme& theme, const QString& title, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_row(new QHBoxLayout(this))
    , m_title(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, title))
    , m_count(new TabularLabel(theme, TextStyle::Body, Role::TextTertiary))
    , m_meta(new ElidedLabel(theme, TextStyle::Meta, Role::TextTertiary))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_row->addWidget(m_title);
    m_row->addWidget(m_count);
    m_row->addStretch(1);
    m_row->addWidget(m_meta);
    m_count->hide();
    m_meta->hide();
    themeChanged();
    setTitle(title);
}

void SectionHeader::themeChanged()
{
    m_row->setContentsMargins(theme().px(16), 0, theme().px(16), 0);
    m_row->setSpacing(theme().px(8));
    setFixedHeight(theme().px(34));
}

void SectionHeader::setTitle(const QString& title)
{
    m_title->setText(title);
    describe(title);
}

void SectionHeader::setCount(const QString& count)
{
    m_count->setText(count);
    m_count->setVisible(!count.isEmpty());
}

void SectionHeader::setMeta(const QString& meta)
{
    m_meta->setText(meta);
    m_meta->setVisible(!meta.isEmpty());
}

CommandButton* SectionHeader::addAction(const QString& text, Icon icon)
{
    auto* button = new CommandButton(theme(), text, icon, this);
    button->setKind(CommandButton::Kind::Quiet);
    button->setSmall(true);
    m_row->addWidget(button);
    return button;
}

void SectionHeader::addWidget(QWidget* widget)
{
    m_row->addWidget(widget);
}

} // namespace matoi::widgets
