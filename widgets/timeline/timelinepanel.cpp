#include "widgets/timeline/timelinepanel.h"

#include "models/domain/ports/online.h"
#include "models/itemmodels/incidentcsv.h"
#include "models/itemmodels/timelinemodel.h"
#include "widgets/attachments/attachmentviewer.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/conflict/conflictarea.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/composer.h"
#include "widgets/timeline/revisiondialog.h"
#include "widgets/timeline/timelinecsv.h"
#include "widgets/timeline/timelinefilter.h"
#include "widgets/timeline/timelinemarkdown.h"
#include "widgets/timeline/timelineside.h"
#include "widgets/timeline/timelineview.h"
#include "widgets/timeline/timelinewords.h"

#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;
using itemmodels::TimelineModel;

namespace {

constexpr int sideFrom = 1180; ///< px at 100 % of window from which the side column is shown

} // namespace

TimelinePanel::TimelinePanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new TimelineModel(context.repositories, context.changes, timelineWording(context.zone),
                                context.zone, this))
    , m_filter(new TimelineFilter(context, *m_model, this))
    , m_composer(new Composer(context, this))
    , m_age(new TextLabel(context.theme, TextStyle::Meta, Role::StateLocal, {}, this))
    , m_said(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_sayTimer(new QTimer(this))
    , m_reading(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_conflict(new ConflictArea(context, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_view(new TimelineView(context, *m_model, this))
    , m_side(new TimelineSide(context, *m_model, this))
    , m_sideLine(new Hairline(context.theme, Qt::Vertical, this))
{
    Theme& theme = context.theme;
    m_age->setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(4));
    m_reading->setContentsMargins(m_age->contentsMargins());
    m_reading->hide();
    m_said->setContentsMargins(m_age->contentsMargins());
    m_said->hide();
    m_sayTimer->setSingleShot(true);
    m_sayTimer->setInterval(std::chrono::seconds(8));
    connect(m_sayTimer, &QTimer::timeout, m_said, &QWidget::hide);
    auto* list = new QVBoxLayout;
    list->setSpacing(0);
    list->addWidget(m_composer);
    list->addWidget(new Hairline(theme, Qt::Horizontal, this));
    list->addWidget(m_age);
    list->addWidget(m_reading);
    list->addWidget(m_said);
    list->addWidget(m_conflict);
    list->addWidget(m_empty);
    list->addWidget(m_view, 1);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addLayout(list, 1);
    body->addWidget(m_sideLine);
    body->addWidget(m_side);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(body, 1);

    connect(m_composer, &Composer::actionItemsRequested, this, &TimelinePanel::actionItemsRequested);
    connect(m_model, &TimelineModel::eventsChanged, this, &TimelinePanel::showReading);
    connect(m_composer, &Composer::left, m_view, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_filter, &TimelineFilter::copyRequested, this, &TimelinePanel::copyListed);
    connect(m_filter, &TimelineFilter::exportRequested, this, &TimelinePanel::exportListed);
    connect(m_filter, &TimelineFilter::left, m_view, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    // Wherever on the timeline it is dropped or pasted: it goes to what is being written.
    m_composer->watch(this);
    connect(m_view, &TimelineView::filesRequested, this, [this](const TimelineEvent& event, int index) {
        (new AttachmentViewer(m_context, event.attachments, index, this))->open();
    });
    connect(m_view, &TimelineView::gapChosen, this, &TimelinePanel::describeGap);
    connect(m_view, &TimelineView::historyRequested, this, [this](const Record<TimelineEvent>& event) {
        (new RevisionDialog(m_context, event, this))->open();
    });
    connect(m_view, &TimelineView::seenChanged, this, [this] { m_side->setSeen(m_view->seen()); });
    connect(m_side, &TimelineSide::eventChosen, m_view, &TimelineView::reveal);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, [this] { showEmpty(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &TimelinePanel::showEmpty);
    m_conflict->setFilter([this](const Conflict& conflict) {
        return conflict.kind == Kind::TimelineEvent && conflict.parent == m_id.uuid();
    });
    m_syncState = context.changes.onSyncState([this](const SyncState&) { showAge(); });
    retranslate();
}

void TimelinePanel::retranslate()
{
    m_view->setAccessibleName(tr("Timeline"));
    m_model->reword();
    showEmpty();
    showAge();
    showReading();
}

void TimelinePanel::setIncident(Id<Incident> id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_view->closeEditor();
    m_conflict->refresh();
    m_filter->reset();
    m_composer->setIncident(id);
    m_model->setIncident(id);
    m_view->scrollToTop();
    showEmpty();
}

void TimelinePanel::showEmpty()
{
    const bool nothing = m_model->rowCount() == 0;
    m_empty->setVisible(nothing);
    m_view->setVisible(!nothing);
    m_empty->setSentence(m_model->events().empty() ? tr("Nothing recorded yet. Press N.")
                                                   : tr("No event matches."));
    // The list lays itself out a moment later; what is seen is known then.
    QMetaObject::invokeMethod(
        this, [this] { m_side->setSeen(m_view->seen()); }, Qt::QueuedConnection);
}

void TimelinePanel::showAge()
{
    const SyncState state = m_context.changes.syncState();
    m_age->setVisible(!isCurrent(state));
    if (isCurrent(state))
        return;
    const bool offline = state.connection == SyncState::Connection::Offline;
    const QString since = knownUntilText(m_context);
    m_age->setRole(offline                                           ? Role::StateLocal
                   : state.connection == SyncState::Connection::Slow ? Role::StateWait
                                                                     : Role::TextSecondary);
    m_age->setText(offline           ? since.isEmpty() ? tr("Offline. Others may have written meanwhile.")
                                                       : tr("Offline. Others may have written since %1.").arg(since)
                             : since.isEmpty() ? tr("Others may have written meanwhile.")
                                     : tr("Others may have written since %1.").arg(since));
}

void TimelinePanel::showReading()
{
    const auto expected = m_model->expected();
    m_reading->setVisible(expected.has_value());
    if (expected)
        m_reading->setText(tr("Reading what happened before: %L1 of %L2 events.")
                               .arg(m_model->events().size())
                               .arg(*expected));
}

void TimelinePanel::copyListed()
{
    QGuiApplication::clipboard()->setText(timelineMarkdown(m_model->listedEvents(), m_context.zone));
    say(tr("Copied %n event(s).", nullptr, static_cast<int>(m_model->listedEvents().size())), false);
}

void TimelinePanel::exportListed()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = incident && incident->value.number > 0
                             ? QStringLiteral("timeline-%1.csv").arg(texts::incidentNumber(incident->value))
                             : QStringLiteral("timeline.csv");
    auto* dialog =
        new QFileDialog(this, tr("Export CSV"), QDir(folder).filePath(name), tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &TimelinePanel::writeCsv);
    dialog->open();
}

void TimelinePanel::writeCsv(const QString& file)
{
    const auto events = m_model->listedEvents();
    QSaveFile out(file);
    const bool written = out.open(QIODevice::WriteOnly) &&
                         out.write(itemmodels::csvFile(timelineCsv(events, m_context.zone))) >= 0 &&
                         out.commit();
    if (written)
        say(tr("Exported %n event(s) to %1.", nullptr, static_cast<int>(events.size()))
                .arg(QFileInfo(file).fileName()),
            false);
    else
        say(tr("Not exported: %1. Choose another folder.").arg(out.errorString()), true);
}

/// Where it was asked for, for a while.
void TimelinePanel::say(const QString& text, bool problem)
{
    m_said->setRole(problem ? Role::StateFail : Role::TextSecondary);
    m_said->setText(text);
    m_said->show();
    m_sayTimer->start();
}

void TimelinePanel::describeGap(Time from, Time to)
{
    m_composer->openAt(from + (to - from) / 2);
}

void TimelinePanel::focusComposer()
{
    m_composer->focusText();
}

void TimelinePanel::focusFind()
{
    m_filter->focusFind();
}

bool TimelinePanel::step(int by)
{
    if (!m_view->hasFocus())
        return false;
    m_view->step(by);
    return true;
}

bool TimelinePanel::editChosen()
{
    if (!m_view->hasFocus() || !m_view->currentIndex().isValid())
        return false;
    m_view->editChosen();
    return true;
}

void TimelinePanel::reveal(Id<TimelineEvent> id)
{
    m_filter->reset();
    m_view->reveal(id);
    m_view->setFocus(Qt::OtherFocusReason);
}

void TimelinePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = window()->width() >= m_context.theme.px(sideFrom);
    m_side->setVisible(wide);
    m_sideLine->setVisible(wide);
}

void TimelinePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
