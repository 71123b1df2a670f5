#include "widgets/shell/updatedialog.h"

#include "models/domain/ports/online.h"
#include "widgets/cockpit/audiencesdialog.h"
#include "widgets/cockpit/updatetemplate.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/noteblock.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QShortcut>
#include <QtGui/QTextBlock>
#include <QtGui/QTextLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using namespace domain;

UpdateDialog::UpdateDialog(const PanelContext& context, Id<Incident> incident, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(incident)
    , m_audience(new QComboBox(this))
    , m_edit(new CommandButton(context.theme, tr("Edit audiences…"), Icon::None, this))
    , m_text(new QPlainTextEdit(this))
    , m_next(new QComboBox(this))
    , m_promise(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, Role::StateFail, {}, this))
    , m_post(new CommandButton(context.theme, tr("Post update"), Icon::Megaphone, this))
{
    Theme& theme = context.theme;
    setWindowTitle(tr("Post update"));
    setAttribute(Qt::WA_DeleteOnClose);
    fillAudiences();
    fillTimes();
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

    auto* buttons = new QHBoxLayout;
    m_promise->setWordWrap(true);
    buttons->addWidget(m_promise, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_post);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(
        new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, tr("Post update"), this));
    if (const QString last = lastUpdate(); !last.isEmpty())
        column->addWidget(new ElidedLabel(theme, TextStyle::Meta, Role::TextTertiary, last, this));
    column->addLayout(choices());
    const auto shown = context.repositories.incidents.find(incident);
    if (shown && shown->value.restricted) {
        auto* note = new NoteBlock(theme, NoteBlock::Tone::Wait, this);
        note->setTexts(tr("This incident is restricted"),
                       tr("Whoever is in the audience may not see it: write only what they may know."));
        column->addWidget(note);
    }
    column->addWidget(m_text, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    resize(theme.px(640), theme.px(340));

    connect(m_text, &QPlainTextEdit::textChanged, this, [this, key] {
        m_context.repositories.drafts.setDraft(key, m_text->toPlainText().toStdString());
    });
    connect(m_next, &QComboBox::currentIndexChanged, this, &UpdateDialog::showPromise);
    connect(m_post, &CommandButton::clicked, this, &UpdateDialog::post);
    connect(cancel, &CommandButton::clicked, this, &QDialog::reject);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &UpdateDialog::post);
    connect(m_edit, &QAbstractButton::clicked, this,
            [this] { (new AudiencesDialog(m_context, m_id, this))->open(); });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool plans = std::any_of(changed.begin(), changed.end(), [](const ChangedRecord& record) {
            return record.kind == Kind::ResponsePlan;
        });
        if (plans) {
            fillAudiences();
            showTemplate();
        }
    });
    connect(m_audience, &QComboBox::currentIndexChanged, this, &UpdateDialog::showPromise);
    m_syncState = context.changes.onSyncState([this](const SyncState&) { showConnection(); });
    showPromise();
    m_text->setFocus();
    m_text->moveCursor(QTextCursor::End);
}

QLayout* UpdateDialog::choices()
{
    Theme& theme = m_context.theme;
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    // A screen reader calls a box of choices by its label; its own name is what is chosen.
    auto* audience = new TextLabel(theme, TextStyle::Body, Role::TextSecondary, tr("Audience"), this);
    audience->setBuddy(m_audience);
    for (QComboBox* box : {m_audience, m_next})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* next = new TextLabel(theme, TextStyle::Body, Role::TextSecondary, tr("Next update"), this);
    next->setBuddy(m_next);
    row->addWidget(audience);
    row->addWidget(m_audience);
    row->addWidget(m_edit);
    row->addStretch();
    row->addWidget(next);
    row->addWidget(m_next);
    return row;
}

/// Those of the plan, or those that every console knows. An incident without a plan has nowhere to keep its
/// own.
void UpdateDialog::fillAudiences()
{
    m_audience->setAccessibleName(tr("Audience"));
    m_edit->setKind(CommandButton::Kind::Link);
    m_edit->setSmall(true);
    const QSignalBlocker quiet(m_audience);
    const QString chosen = m_audience->currentData().toString();
    m_audience->clear();
    for (const UpdateAudience& audience : audiencesOf(m_context, m_id)) {
        const QString name = QString::fromStdString(audience.name);
        m_audience->addItem(texts::audience(name), name);
    }
    m_audience->setCurrentIndex(std::max(0, m_audience->findData(chosen)));
    const auto record = m_context.repositories.incidents.find(m_id);
    m_edit->setVisible(record && record->value.planId &&
                       m_context.repositories.responsePlans.find(*record->value.planId));
}

/// The plan's cadence is chosen already; any other time can be promised.
void UpdateDialog::fillTimes()
{
    m_next->setAccessibleName(tr("Next update"));
    const auto record = m_context.repositories.incidents.find(m_id);
    const auto planned = record ? record->value.updateIntervalMinutes : std::nullopt;
    const bool over = record && record->value.status == IncidentStatus::Resolved;
    std::set<int> lengths{10, 20, 30, 60, 120};
    lengths.insert(planned.value_or(30));
    for (const int length : lengths) {
        const QString in = tr("in %1").arg(minutesText(std::chrono::minutes(length)));
        m_next->addItem(planned == length ? tr("%1, as planned").arg(in) : in, length);
    }
    m_next->addItem(tr("none promised"), 0);
    // After the end nobody waits for more, unless the last update promises it.
    m_next->setCurrentIndex(m_next->findData(over ? 0 : planned.value_or(30)));
}

QString UpdateDialog::lastUpdate() const
{
    std::optional<StatusUpdate> last;
    for (const auto& update : m_context.repositories.statusUpdates.of(m_id.uuid()))
        if (!last || last->at <= update.value.at)
            last = update.value;
    if (!last)
        return {};
    return tr("Last at %1 to %2: %3")
        .arg(dateTimeText(last->at, m_context.clock.now(), m_context.zone),
             texts::audience(QString::fromStdString(last->audience)),
             QString::fromStdString(last->text).simplified());
}

std::optional<Time> UpdateDialog::promised() const
{
    const int minutes = m_next->currentData().toInt();
    return minutes > 0 ? std::optional(m_context.clock.now() + std::chrono::minutes(minutes)) : std::nullopt;
}

/// An update is an edit: without a connection it waits, and says so.
void UpdateDialog::showConnection()
{
    const bool online = isOnline(m_context.changes.syncState());
    const auto at = promised();
    m_post->setText(online ? tr("Post update") : tr("Queue update"));
    m_promise->setRole(online ? Role::TextSecondary : Role::StateLocal);
    m_promise->setText(
        !online ? tr("Nobody reads it until this console is online again.")
        : at    ? tr("%1: next update by %2.").arg(m_audience->currentText(), timeText(*at, m_context.zone))
                : tr("No next update is promised."));
}

void UpdateDialog::showPromise()
{
    showConnection();
    showTemplate();
}

/// The audience's template, as long as nobody has written anything of their own.
void UpdateDialog::showTemplate()
{
    const QString text = m_text->toPlainText();
    if (!text.trimmed().isEmpty() && text != m_template)
        return;
    if (!m_text->textCursor().block().layout()->preeditAreaText().isEmpty())
        return; // an input method is in the middle of a word
    const QString before = m_template;
    m_template = updateTemplate(m_context, m_id, m_audience->currentData().toString(), promised());
    if (m_template == before && text == m_template)
        return;
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
