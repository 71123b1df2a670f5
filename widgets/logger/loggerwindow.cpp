#include "widgets/logger/loggerwindow.h"

#include "models/domain/ports/online.h"
#include "models/domain/ports/recentincidents.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/undowords.h"
#include "widgets/timeline/composer.h"

#include <QtCore/QEvent>
#include <QtGui/QCursor>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtGui/QShortcut>
#include <QtGui/QWindow>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

QString lineOf(const Incident& incident)
{
    return texts::incidentNumber(incident) + QStringLiteral("  ") + QString::fromStdString(incident.title);
}

/// What is burning most, first.
/// Which incident the draft is for.
const std::string incidentKey = "logger:incident";
const std::string draftKey = "logger";

bool isBefore(const Record<Incident>& a, const Record<Incident>& b)
{
    return a.value.impact != b.value.impact ? a.value.impact < b.value.impact
                                            : a.value.startedAt > b.value.startedAt;
}

} // namespace

LoggerWindow::LoggerWindow(const PanelContext& context, QWidget* parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint)
    , m_context(context)
    , m_incidents(new QComboBox(this))
    , m_composer(new Composer(context, this, draftKey))
    , m_said(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_undo(new CommandButton(context.theme, {}, Icon::Undo2, this))
    , m_start(new CommandButton(context.theme, {}, Icon::Siren, this))
{
    Theme& theme = context.theme;
    setAttribute(Qt::WA_QuitOnClose, false);
    m_incidents->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_incidents->setMinimumContentsLength(26);
    m_undo->setKind(CommandButton::Kind::Link);
    m_undo->setKey(QKeySequence::Undo);
    m_undo->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_incidents, 1, Qt::AlignTop);
    row->addWidget(m_start, 0, Qt::AlignTop | Qt::AlignLeft);
    row->addWidget(m_composer, 2);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10));
    foot->addWidget(m_said, 1);
    foot->addWidget(m_undo);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addLayout(foot);
    const auto dress = [this, row] {
        row->setContentsMargins(m_context.theme.px(16), m_context.theme.px(10), 0, 0);
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    m_composer->layout()->setContentsMargins(theme.px(8), 0, theme.px(16), theme.px(8));

    m_composer->textField().installEventFilter(this);
    connect(m_incidents, &QComboBox::currentIndexChanged, this, &LoggerWindow::chosen);
    connect(m_composer, &Composer::left, this, &QWidget::hide);
    connect(m_composer, &Composer::logged, this, &LoggerWindow::tellLogged);
    connect(m_start, &CommandButton::clicked, this, &LoggerWindow::startRequested);
    const auto undo = [this] {
        if (m_context.history.canUndo())
            static_cast<void>(m_context.history.undo());
    };
    connect(m_undo, &CommandButton::clicked, this, undo);
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, this, undo);
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QWidget::hide);
    connect(&context.history, &commands::EditHistory::undone, this, [this] {
        say(tr("Taken back."));
        m_undo->setVisible(m_context.history.canUndo());
    });
    connect(&context.history, &commands::EditHistory::refused, this,
            [this](commands::Deed, const Error& error) { say(texts::notUndone(error)); });
    m_syncState = context.changes.onSyncState([this](const SyncState&) {
        if (!m_hinting)
            return;
        say(hint());
        m_hinting = true;
    });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& records) {
        if (isVisible() && std::any_of(records.begin(), records.end(), [](const ChangedRecord& record) {
                return record.kind == Kind::Incident;
            }))
            fill();
    });
    retranslate();
}

void LoggerWindow::retranslate()
{
    setWindowTitle(tr("Log an event"));
    m_incidents->setAccessibleName(tr("Which incident"));
    m_undo->setText(tr("Take back"));
    m_start->setText(tr("Start incident…"));
    fill();
}

Id<Incident> LoggerWindow::incident() const
{
    return Id<Incident>::parse(m_incidents->currentData().toString().toStdString()).value_or(Id<Incident>());
}

bool LoggerWindow::hasDraft() const
{
    const Drafts& drafts = m_context.repositories.drafts;
    return m_composer->hasDraft() || drafts.draft(draftKey) || drafts.draft(draftKey + ":files");
}

/// After a restart the draft comes back, and with it the incident that it was written for.
Id<Incident> LoggerWindow::writtenFor() const
{
    if (!incident().isNil())
        return incident();
    const auto kept = m_context.repositories.drafts.draft(incidentKey);
    return kept ? Id<Incident>::parse(*kept).value_or(Id<Incident>()) : Id<Incident>();
}

QString LoggerWindow::said() const
{
    return m_said->text();
}

void LoggerWindow::openOn(Id<Incident> preferred)
{
    const bool fresh = !isVisible();
    fill();
    if (fresh && !hasDraft()) {
        const int index = m_incidents->findData(QString::fromStdString(preferred.toString()));
        m_incidents->setCurrentIndex(index >= 0 ? index : m_incidents->count() > 0 ? 0 : -1);
    }
    if (fresh) {
        chosen();
        place();
    }
    show();
    raise();
    activateWindow();
    if (m_incidents->count() > 0)
        m_composer->focusText();
    else
        m_start->setFocus();
}

void LoggerWindow::fill()
{
    auto incidents = recentIncidents(m_context.repositories.incidents, m_context.clock.now());
    const auto present = writtenFor();
    const bool keeps = isVisible() || hasDraft();
    std::erase_if(incidents, [&](const Record<Incident>& record) {
        // What one is writing for does not slip away under the hand when it is resolved.
        return record.value.status == IncidentStatus::Resolved && (record.id != present || !keeps);
    });
    if (keeps &&
        std::none_of(incidents.begin(), incidents.end(), [&](const auto& one) { return one.id == present; }))
        if (auto record = m_context.repositories.incidents.find(present))
            incidents.push_back(std::move(*record));
    std::stable_sort(incidents.begin(), incidents.end(), isBefore);
    const QSignalBlocker quiet(m_incidents);
    m_incidents->clear();
    for (const auto& record : incidents)
        m_incidents->addItem(lineOf(record.value), QString::fromStdString(record.id.toString()));
    const int index = m_incidents->findData(QString::fromStdString(present.toString()));
    // What is written for one that is gone goes to no other by itself.
    const bool choose = hasDraft() && !present.isNil();
    m_incidents->setCurrentIndex(index >= 0 ? index : m_incidents->count() > 0 && !choose ? 0 : -1);
    m_incidents->setVisible(m_incidents->count() > 0);
    m_composer->setVisible(m_incidents->count() > 0);
    m_start->setVisible(m_incidents->count() == 0);
    if (isVisible() && incident() != present)
        chosen();
}

void LoggerWindow::chosen()
{
    m_incidents->setToolTip(m_incidents->currentText());
    const bool orphan = incident().isNil() && hasDraft() && m_incidents->count() > 0;
    if (!orphan)
        m_context.repositories.drafts.setDraft(incidentKey,
                                               incident().isNil() ? std::string() : incident().toString());
    m_composer->setIncident(incident());
    m_undo->hide();
    say(orphan ? tr("The incident that this was written for is not on this computer any more. Choose where "
                    "it goes.")
               : hint());
    m_hinting = !orphan;
}

/// What Enter does, and where what it logs stays: this window is used without the other, which would say it.
QString LoggerWindow::hint() const
{
    if (incident().isNil())
        return tr("No incident is open, so there is nothing to log for.");
    const SyncState state = m_context.changes.syncState();
    return isOnline(state) ? tr("Enter writes it down. Esc hides this and keeps what is typed.")
                           : tr("%1: what you log is kept on this computer and sent later. Esc hides this.")
                                 .arg(withoutConnection(state));
}

void LoggerWindow::tellLogged(Id<TimelineEvent> id)
{
    const auto event = m_context.repositories.timelineEvents.find(id);
    const auto incident =
        event ? m_context.repositories.incidents.find(event->value.incidentId) : std::nullopt;
    if (!incident)
        return;
    const bool offline = !isOnline(m_context.changes.syncState());
    const QString at = timeWithSecondsText(event->value.at, m_context.zone);
    const QString number = texts::incidentNumber(incident->value);
    say(offline ? tr("Logged for %1 at %2, on this computer until it is online: %3")
                      .arg(number, at, QString::fromStdString(event->value.text))
                : tr("Logged for %1 at %2: %3").arg(number, at, QString::fromStdString(event->value.text)));
    m_undo->show();
}

void LoggerWindow::say(const QString& text)
{
    m_hinting = false;
    m_said->setRole(isOnline(m_context.changes.syncState()) ? Role::TextSecondary : Role::StateLocal);
    m_said->setText(text.simplified());
}

void LoggerWindow::place()
{
    const QScreen* screen = QGuiApplication::screenAt(QCursor::pos());
    const QRect room = (screen != nullptr ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    const int width = std::min(m_context.theme.px(1160), room.width() - 40);
    resize(width, sizeHint().height());
    move(room.x() + (room.width() - width) / 2, room.y() + room.height() / 6);
}

void LoggerWindow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = m_context.theme;
    paintBox(painter, rect(),
             {theme.colour(Role::BgSurface), theme.colour(Role::LineStrong), Edge::Solid, 0, 1});
}

void LoggerWindow::mousePressEvent(QMouseEvent* event)
{
    // No frame to take it by.
    if (event->button() == Qt::LeftButton && windowHandle() != nullptr)
        windowHandle()->startSystemMove();
}

bool LoggerWindow::eventFilter(QObject* watched, QEvent* event)
{
    // A field in which nothing was typed has nothing to undo; the last event has.
    if (event->type() == QEvent::ShortcutOverride && watched == &m_composer->textField() &&
        !m_composer->textField().isUndoAvailable() &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo)) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LoggerWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
