#include "widgets/common/emptystate.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"

#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

EmptyState::EmptyState(Theme& theme, const QString& sentence, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_column(new QVBoxLayout(this))
    , m_sentence(new TextLabel(theme, TextStyle::Body, Role::TextSecondary))
{
    m_sentence->setWordWrap(true);
    m_column->addWidget(m_sentence);
    m_column->addStretch(1);
    themeChanged();
    setSentence(sentence);
}

void EmptyState::themeChanged()
{
    m_column->setContentsMargins(theme().px(16), theme().px(8), theme().px(16), theme().px(16));
    m_column->setSpacing(theme().px(10));
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
        m_column->insertWidget(1, m_action, 0, Qt::AlignLeft);
        connect(m_action, &QAbstractButton::clicked, this, &EmptyState::actionTriggered);
    }
    m_action->setText(text);
    m_action->setIconName(icon);
    return m_action;
}

} // namespace matoi::widgets
