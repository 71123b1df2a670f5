#include "widgets/common/emptystate.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

EmptyState::EmptyState(Theme& theme, const QString& sentence, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_column(new QVBoxLayout(this))
    , m_sentence(new TextLabel(theme, TextStyle::Body, Role::TextSecondary))
    , m_actions(new QHBoxLayout)
{
    m_sentence->setWordWrap(true);
    m_column->addWidget(m_sentence);
    m_actions->addStretch(1);
    m_column->addLayout(m_actions);
    m_column->addStretch(1);
    themeChanged();
    setSentence(sentence);
}

void EmptyState::themeChanged()
{
    const int side = theme().px(m_indent);
    m_column->setContentsMargins(side, theme().px(8), side, theme().px(16));
    m_column->setSpacing(theme().px(10));
    m_actions->setSpacing(theme().px(8));
}

void EmptyState::setIndent(int indent)
{
    m_indent = indent;
    themeChanged();
}

void EmptyState::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    describe(sentence);
}

CommandButton* EmptyState::setAction(const QString& text, Icon icon)
{
    if (m_action == nullptr) {
        m_action = new CommandButton(theme(), text, icon, this);
        m_actions->insertWidget(0, m_action);
        connect(m_action, &QAbstractButton::clicked, this, &EmptyState::actionTriggered);
    }
    m_action->setText(text);
    m_action->setIconName(icon);
    return m_action;
}

CommandButton* EmptyState::setOtherAction(const QString& text, Icon icon)
{
    if (m_other == nullptr) {
        m_other = new CommandButton(theme(), text, icon, this);
        m_actions->insertWidget(m_action != nullptr ? 1 : 0, m_other);
        connect(m_other, &QAbstractButton::clicked, this, &EmptyState::otherActionTriggered);
    }
    m_other->setText(text);
    m_other->setIconName(icon);
    return m_other;
}

} // namespace matoi::widgets
