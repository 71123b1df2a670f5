#include "widgets/cockpit/audiencesdialog.h"

#include "models/commands/teamcommands.h"
#include "widgets/cockpit/updatetemplate.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

AudiencesDialog::AudiencesDialog(const PanelContext& context, Id<Incident> incident, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(incident)
    , m_list(new QListWidget(this))
    , m_name(new QLineEdit(this))
    , m_text(new QPlainTextEdit(this))
    , m_preview(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, Role::StateFail, {}, this))
    , m_remove(new CommandButton(context.theme, tr("Remove"), Icon::Trash2, this))
{
    setWindowTitle(tr("Audiences"));
    setAttribute(Qt::WA_DeleteOnClose);
    const auto record = context.repositories.incidents.find(incident);
    const auto plan = record && record->value.planId
                          ? context.repositories.responsePlans.find(*record->value.planId)
                          : std::nullopt;
    m_audiences = plan && !plan->value.audiences.empty() ? plan->value.audiences : commonAudiences();
    for (const UpdateAudience& audience : m_audiences)
        m_list->addItem(QString::fromStdString(audience.name));
    build();
    connect(m_list, &QListWidget::currentRowChanged, this, &AudiencesDialog::showRow);
    connect(m_name, &QLineEdit::textChanged, this, &AudiencesDialog::keepRow);
    connect(m_text, &QPlainTextEdit::textChanged, this, &AudiencesDialog::keepRow);
    connect(m_remove, &QAbstractButton::clicked, this, &AudiencesDialog::remove);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &AudiencesDialog::save);
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void AudiencesDialog::build()
{
    Theme& theme = m_context.theme;
    const auto caption = [&](const QString& text) {
        return new TextLabel(theme, TextStyle::Meta, Role::TextSecondary, text, this);
    };
    m_list->setAccessibleName(tr("Audiences"));
    m_list->setFixedWidth(theme.px(180));
    m_name->setAccessibleName(tr("Name of the audience"));
    m_name->setMaxLength(60);
    m_text->setAccessibleName(tr("What its updates begin with"));
    m_text->setTabChangesFocus(true);
    m_preview->setWordWrap(true);
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_remove->setKind(CommandButton::Kind::Quiet);
    m_remove->setSmall(true);
    auto* more = new CommandButton(theme, tr("Add"), Icon::Plus, this);
    more->setSmall(true);
    connect(more, &QAbstractButton::clicked, this, &AudiencesDialog::add);
    auto* side = new QVBoxLayout;
    side->addWidget(m_list, 1);
    auto* edits = new QHBoxLayout;
    edits->addWidget(more);
    edits->addWidget(m_remove);
    edits->addStretch();
    side->addLayout(edits);
    auto* form = new QVBoxLayout;
    form->setSpacing(theme.px(4));
    form->addWidget(caption(tr("Name")));
    form->addWidget(m_name);
    form->addWidget(caption(tr("Text. Values: %1")
                                .arg(QStringLiteral("{title} {impact} {status} {service} {since} {elapsed} "
                                                    "{commander} {next} {conditions} {actions} {needs}"))));
    static_cast<QLabel*>(form->itemAt(2)->widget())->setWordWrap(true);
    form->addWidget(m_text, 1);
    form->addWidget(caption(tr("For this incident, now")));
    form->addWidget(m_preview, 1);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(theme.px(16));
    panes->addLayout(side);
    panes->addLayout(form, 1);
    auto* cancel = new CommandButton(theme, tr("Cancel"), Icon::None, this);
    cancel->setKey(Qt::Key_Escape);
    auto* save = new CommandButton(theme, tr("Save for the plan"), Icon::Check, this);
    save->setKind(CommandButton::Kind::Filled);
    save->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(save, &QAbstractButton::clicked, this, &AudiencesDialog::save);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary,
                                    tr("Whom this plan tells what"), this));
    column->addLayout(panes, 1);
    column->addLayout(buttons);
    resize(theme.px(720), theme.px(460));
}

void AudiencesDialog::showRow(int row)
{
    m_row = row;
    const bool some = row >= 0 && row < static_cast<int>(m_audiences.size());
    const UpdateAudience shown = some ? m_audiences[static_cast<std::size_t>(row)] : UpdateAudience();
    const QSignalBlocker quietName(m_name);
    const QSignalBlocker quietText(m_text);
    m_name->setText(QString::fromStdString(shown.name));
    m_text->setPlainText(QString::fromStdString(shown.text));
    m_name->setEnabled(some);
    m_text->setEnabled(some);
    m_remove->setEnabled(some);
    showPreview();
}

void AudiencesDialog::keepRow()
{
    if (m_row < 0 || m_row >= static_cast<int>(m_audiences.size()))
        return;
    UpdateAudience& audience = m_audiences[static_cast<std::size_t>(m_row)];
    audience.name = m_name->text().trimmed().toStdString();
    audience.text = m_text->toPlainText().toStdString();
    m_list->item(m_row)->setText(QString::fromStdString(audience.name));
    m_problem->hide();
    showPreview();
}

void AudiencesDialog::showPreview()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    m_preview->setText(updateText(m_context, m_id, m_text->toPlainText().toStdString(),
                                  incident ? incident->value.nextUpdateDueAt : std::nullopt));
}

void AudiencesDialog::add()
{
    m_audiences.push_back({tr("New audience").toStdString(), {}});
    m_list->addItem(tr("New audience"));
    m_list->setCurrentRow(m_list->count() - 1);
    m_name->setFocus();
    m_name->selectAll();
}

void AudiencesDialog::remove()
{
    if (m_row < 0 || m_row >= static_cast<int>(m_audiences.size()))
        return;
    // Nothing is lost yet: Cancel leaves the plan as it was, and saving can be undone.
    const int row = m_row;
    m_audiences.erase(m_audiences.begin() + row);
    {
        const QSignalBlocker quiet(m_list);
        delete m_list->takeItem(row);
    }
    showRow(m_list->currentRow());
}

void AudiencesDialog::save()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident || !incident->value.planId)
        return;
    const auto saved = commands::TeamCommands(m_context.repositories, m_context.history)
                           .setAudiences(*incident->value.planId, m_audiences);
    if (saved) {
        accept();
        return;
    }
    const bool named = saved.error().field == "audiences";
    m_problem->setText(named ? tr("Each audience needs a name of its own.") : texts::error(saved.error()));
    m_problem->show();
}

} // namespace matoi::widgets
