#include "widgets/handover/formdialog.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using domain::ErrorCode;

FormDialog::FormDialog(const PanelContext& context, const QString& title, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_fields(new QVBoxLayout)
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, Role::StateFail, {}, this))
    , m_commit(new CommandButton(context.theme, {}, Icon::None, this))
{
    Theme& theme = context.theme;
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_commit->setKind(CommandButton::Kind::Filled);
    m_commit->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto* cancel = new CommandButton(theme, tr("Cancel"), Icon::None, this);
    cancel->setKey(Qt::Key_Escape);
    cancel->setAutoDefault(false);
    m_fields->setSpacing(theme.px(10));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_commit);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, title, this));
    column->addLayout(m_fields);
    column->addWidget(m_problem);
    column->addStretch(1);
    column->addLayout(buttons);
    setMinimumWidth(theme.px(480));
    connect(cancel, &CommandButton::clicked, this, &QDialog::reject);
    connect(m_commit, &CommandButton::clicked, this, &FormDialog::commit);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &FormDialog::commit);
}

TextLabel* FormDialog::addText(const QString& sentence)
{
    auto* label = new TextLabel(m_context.theme, TextStyle::Body, Role::TextSecondary, sentence, this);
    label->setWordWrap(true);
    m_fields->addWidget(label);
    return label;
}

void FormDialog::addField(const QString& label, QWidget* field)
{
    addFields({{label, field}});
}

void FormDialog::addFields(const std::vector<std::pair<QString, QWidget*>>& fields)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(m_context.theme.px(12));
    for (const auto& [label, field] : fields) {
        field->setAccessibleName(label);
        if (const auto* box = qobject_cast<QComboBox*>(field); box != nullptr && box->isEditable())
            box->lineEdit()->setAccessibleName(label);
        auto* column = new QVBoxLayout;
        column->setSpacing(m_context.theme.px(4));
        column->addWidget(new TextLabel(m_context.theme, TextStyle::Meta, Role::TextSecondary, label, this));
        column->addWidget(field);
        row->addLayout(column, 1);
    }
    m_fields->addLayout(row);
}

void FormDialog::addWidget(QWidget* widget)
{
    m_fields->addWidget(widget);
}

CommandButton* FormDialog::setCommit(const QString& text, Icon icon, const QString& missing, Commit commit)
{
    m_commit->setText(text);
    m_commit->setIconName(icon);
    m_missing = missing;
    m_act = std::move(commit);
    return m_commit;
}

void FormDialog::commit()
{
    if (!m_commit->isEnabled() || !m_act)
        return;
    const auto done = m_act();
    if (done) {
        accept();
        return;
    }
    const ErrorCode code = done.error().code;
    const bool missing = code == ErrorCode::MissingField || code == ErrorCode::InvalidValue;
    m_problem->setText(missing && !m_missing.isEmpty() ? m_missing : texts::error(done.error()));
    m_problem->show();
}

} // namespace matoi::widgets
