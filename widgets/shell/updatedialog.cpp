#include "widgets/shell/updatedialog.h"

#include "widgets/cockpit/updatetemplate.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

UpdateDialog::UpdateDialog(const PanelContext& context, Id<Incident> incident, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(incident)
    , m_audience(new QComboBox(this))
    , m_text(new QPlainTextEdit(this))
    , m_next(new QComboBox(this))
    , m_promise(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, Role::StateFail, {}, this))
    , m_post(new CommandButton(context.theme, tr("Post update"), Icon::Megaphone, this))
{
    Theme& theme = context.theme;
    setWindowTitle(tr("Post update"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_audience->addItem(tr("Team"), QStringLiteral("internal"));
    m_audience->addItem(tr("Customers"), QStringLiteral("customers"));
    m_audience->addItem(tr("Management"), QStringLiteral("management"));
    m_audience->setAccessibleName(tr("Audience"));
    m_next->setAccessibleName(tr("Next update"));
    const auto record = context.repositories.incidents.find(incident);
    const int cadence = record ? record->value.updateIntervalMinutes.value_or(30) : 30;
    for (const int minutes : {10, 20, 30, 60, 120})
        m_next->addItem(tr("in %1").arg(minutesText(std::chrono::minutes(minutes))), minutes);
    if (m_next->findData(cadence) < 0)
        m_next->insertItem(0, tr("in %1").arg(minutesText(std::chrono::minutes(cadence))), cadence);
    m_next->addItem(tr("none promised"), 0);
    m_next->setCurrentIndex(m_next->findData(cadence));
    m_text->setAccessibleName(tr("What to tell them"));
    m_text->setPlaceholderText(tr("What customers see, what is being done, what is not known yet"));
    m_text->setTabChangesFocus(true);
    const std::string key = "update:" + incident.toString();
    if (const auto draft = context.repositories.drafts.draft(key))
        m_text->setPlainText(QString::fromStdString(*draft));
    m_post->setKind(CommandButton::Kind::Filled);
    m_post->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_problem->hide();
    auto* cancel = new CommandButton(theme, tr("Cancel"), Icon::None, this);
    cancel->setKey(Qt::Key_Escape);

    auto* when = new QHBoxLayout;
    // A screen reader calls a box of choices by its label; its own name is what is chosen.
    auto* audience = new TextLabel(theme, TextStyle::Body, Role::TextSecondary, tr("Audience"), this);
    audience->setBuddy(m_audience);
    auto* next = new TextLabel(theme, TextStyle::Body, Role::TextSecondary, tr("Next update"), this);
    next->setBuddy(m_next);
    when->addWidget(audience);
    when->addWidget(m_audience);
    when->addStretch();
    when->addWidget(next);
    when->addWidget(m_next);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_promise, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_post);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(
        new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, tr("Post update"), this));
    column->addLayout(when);
    column->addWidget(m_text, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    resize(theme.px(600), theme.px(320));

    connect(m_text, &QPlainTextEdit::textChanged, this, [this, key] {
        m_context.repositories.drafts.setDraft(key, m_text->toPlainText().toStdString());
    });
    connect(m_next, &QComboBox::currentIndexChanged, this, &UpdateDialog::showPromise);
    connect(m_post, &CommandButton::clicked, this, &UpdateDialog::post);
    connect(cancel, &CommandButton::clicked, this, &QDialog::reject);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &UpdateDialog::post);
    connect(m_audience, &QComboBox::currentIndexChanged, this, &UpdateDialog::showTemplate);
    showPromise();
    m_text->setFocus();
    m_text->selectAll();
}

std::optional<Time> UpdateDialog::promised() const
{
    const int minutes = m_next->currentData().toInt();
    return minutes > 0 ? std::optional(m_context.clock.now() + std::chrono::minutes(minutes)) : std::nullopt;
}

void UpdateDialog::showPromise()
{
    const auto at = promised();
    m_promise->setText(at ? tr("They hear again by %1.").arg(timeText(*at, m_context.zone))
                          : tr("No next update is promised."));
    showTemplate();
}

/// The audience's template, as long as nobody has written anything of their own.
void UpdateDialog::showTemplate()
{
    const QString text = m_text->toPlainText();
    if (!text.trimmed().isEmpty() && text != m_template)
        return;
    m_template = updateTemplate(m_context, m_id, m_audience->currentData().toString(), promised());
    const QSignalBlocker quiet(m_text); // a template is no draft
    m_text->setPlainText(m_template);
}

void UpdateDialog::post()
{
    const auto posted = m_context.incidents.postUpdate(m_id, m_text->toPlainText().toStdString(), promised(),
                                                       m_audience->currentData().toString().toStdString());
    if (!posted) {
        m_problem->setText(tr("Write what to tell them."));
        m_problem->show();
        m_text->setFocus();
        return;
    }
    m_context.repositories.drafts.setDraft("update:" + m_id.toString(), {});
    accept();
}

} // namespace matoi::widgets
