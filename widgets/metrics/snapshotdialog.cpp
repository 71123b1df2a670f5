#include "widgets/metrics/snapshotdialog.h"

#include "models/commands/metriccommands.h"
#include "models/itemmodels/incidentcsv.h"
#include "models/itemmodels/snapshotdata.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/snapshotview.h"
#include "widgets/panel/question.h"
#include "widgets/panel/texts.h"

#include <QtCore/QDir>
#include <QtCore/QMimeData>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtGui/QClipboard>
#include <QtGui/QCloseEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

commands::MetricCommands commandsOf(const PanelContext& context)
{
    return {context.repositories, context.changes, context.clock, context.history};
}

QString objectNameOf(Id<MetricSnapshot> id)
{
    return QStringLiteral("snapshot-") + QString::fromStdString(id.toString());
}

} // namespace

SnapshotDialog::SnapshotDialog(const PanelContext& context, const Record<MetricSnapshot>& snapshot,
                               QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_snapshot(snapshot)
    , m_note(new QLineEdit(this))
    , m_status(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
{
    Theme& theme = context.theme;
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(objectNameOf(snapshot.id));
    setWindowTitle(tr("Snapshot of %1").arg(snapshotTitle(context, snapshot.value)));
    auto* title = new ElidedLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, windowTitle(), this);
    m_note->setText(QString::fromStdString(snapshot.value.note));
    m_note->setMaxLength(600);
    m_note->setPlaceholderText(tr("What it shows, for whoever reads this later"));
    m_note->setAccessibleName(tr("Note"));
    auto* save = new CommandButton(theme, tr("Save picture…"), Icon::Download, this);
    auto* copy = new CommandButton(theme, tr("Copy as CSV"), Icon::Copy, this);
    auto* remove = new CommandButton(theme, tr("Delete…"), Icon::Trash2, this);
    remove->setKind(CommandButton::Kind::Quiet);
    auto* close = new CommandButton(theme, tr("Close"), Icon::None, this);
    close->setKey(Qt::Key_Escape);
    for (CommandButton* button : {save, copy, remove, close})
        button->setAutoDefault(false);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(10));
    head->setSpacing(theme.px(8));
    head->addWidget(title);
    head->addWidget(m_note);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12));
    foot->setSpacing(theme.px(8));
    foot->addWidget(remove);
    foot->addWidget(m_status, 1);
    foot->addWidget(copy);
    foot->addWidget(save);
    foot->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new SnapshotView(context, snapshot.value, this), 1);
    column->addLayout(foot);
    const int rows = std::clamp(static_cast<int>(snapshot.value.series.size()), 1, 4);
    resize(theme.px(1000), theme.px(300 + 104 * rows));
    connect(m_note, &QLineEdit::editingFinished, this, &SnapshotDialog::saveNote);
    connect(save, &QAbstractButton::clicked, this, &SnapshotDialog::savePicture);
    connect(copy, &QAbstractButton::clicked, this, &SnapshotDialog::copyRows);
    connect(remove, &QAbstractButton::clicked, this, &SnapshotDialog::remove);
    connect(close, &QAbstractButton::clicked, this, &SnapshotDialog::reject);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.id == m_snapshot.id.uuid();
        });
        const auto now = ours ? m_context.repositories.metricSnapshots.find(m_snapshot.id) : std::nullopt;
        if (ours && !now)
            reject(); // taken away, or of an incident that may not be seen any more
        if (!now)
            return;
        if (now->value.note != m_snapshot.value.note && !m_note->hasFocus())
            m_note->setText(QString::fromStdString(now->value.note));
        m_snapshot = *now;
    });
}

bool SnapshotDialog::open(const PanelContext& context, Id<MetricSnapshot> id, QWidget* parent)
{
    QWidget* window = parent->window();
    if (auto* known = window->findChild<SnapshotDialog*>(objectNameOf(id))) {
        known->raise();
        known->activateWindow();
        return true;
    }
    const auto snapshot = context.repositories.metricSnapshots.find(id);
    if (!snapshot)
        return false;
    (new SnapshotDialog(context, *snapshot, window))->show();
    return true;
}

void SnapshotDialog::saveNote()
{
    const auto now = m_context.repositories.metricSnapshots.find(m_snapshot.id);
    if (!now)
        return;
    const auto saved = commandsOf(m_context).setNote(*now, m_note->text().trimmed().toStdString());
    if (!saved)
        say(texts::error(saved.error()), true);
}

/// Closing keeps what was typed.
void SnapshotDialog::reject()
{
    saveNote();
    QDialog::reject();
}

void SnapshotDialog::closeEvent(QCloseEvent* event)
{
    saveNote();
    QDialog::closeEvent(event);
}

void SnapshotDialog::savePicture()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    const QString time =
        QDateTime::fromMSecsSinceEpoch(m_snapshot.value.at.time_since_epoch().count(), Qt::UTC)
            .toTimeZone(m_context.zone)
            .toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
    const QString suggested = QDir(folder).filePath(QStringLiteral("metrics-%1.png").arg(time));
    auto* dialog = new QFileDialog(this, tr("Save picture"), suggested, tr("Pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(suggested);
    connect(dialog, &QFileDialog::fileSelected, this, &SnapshotDialog::writePicture);
    dialog->open();
}

void SnapshotDialog::writePicture(const QString& file)
{
    QSaveFile out(file);
    const bool written = out.open(QIODevice::WriteOnly) &&
                         snapshotPicture(m_context, m_snapshot.value, 2).save(&out, "PNG") && out.commit();
    const QString name = QDir::toNativeSeparators(file);
    say(written ? tr("Written to %1").arg(name)
                : tr("%1 could not be written: %2").arg(name, out.errorString()),
        !written);
}

void SnapshotDialog::copyRows()
{
    QList<QStringList> rows{{tr("Time"), tr("Metric"), tr("Value"), tr("Unit")}};
    rows += itemmodels::snapshotRows(m_snapshot.value, m_context.zone);
    // The byte order mark is for files.
    QString text = QString::fromUtf8(itemmodels::csvFile(rows));
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    QGuiApplication::clipboard()->setText(text);
    say(tr("%n sample(s) copied", nullptr, static_cast<int>(rows.size()) - 1));
}

void SnapshotDialog::remove()
{
    const Question question{tr("Delete this snapshot?"),
                            tr("It goes for everybody, and so does its event on the timeline."),
                            {},
                            tr("Delete the snapshot")};
    ask(this, question, [this] {
        const auto now = m_context.repositories.metricSnapshots.find(m_snapshot.id);
        const auto removed = now ? commandsOf(m_context).remove(*now) : Result<void>();
        if (removed)
            close();
        else
            say(texts::error(removed.error()), true);
    });
}

void SnapshotDialog::say(const QString& text, bool problem)
{
    m_status->setRole(problem ? Role::StateFail : Role::TextTertiary);
    m_status->setText(text);
}

} // namespace matoi::widgets
