#include "widgets/properties/auditpane.h"

#include "models/domain/ports/online.h"
#include "models/itemmodels/incidentcsv.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/flowlayout.h"
#include "widgets/common/paint.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/tabular.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"
#include "widgets/properties/auditmodel.h"

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtCore/QPointer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using auditwords::Topic;

namespace {

constexpr int leastList = 130; // px at 100 %, of some five entries

constexpr Topic topics[] = {Topic::All, Topic::Roles, Topic::Text, Topic::Paging};
constexpr std::chrono::milliseconds readAgainAfter{600};
constexpr int timeWidth = 66;
constexpr int datedWidth = 116;
constexpr int whoWidth = 118;

/// Time, who, what: one line.
class AuditDelegate final : public QStyledItemDelegate
{
public:
    AuditDelegate(Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {m_theme.px(200), m_theme.lineHeight(TextStyle::Body) + m_theme.px(8)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QRect row = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, m_theme.colour(widgets::Role::BgSelected));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, m_theme.colour(widgets::Role::BgHover));
        QRectF rest = QRectF(row).adjusted(m_theme.px(16), 0, -m_theme.px(16), 0);
        painter->setFont(m_theme.font(TextStyle::Body));
        painter->setPen(m_theme.colour(widgets::Role::TextSecondary));
        QRectF time = rest;
        time.setWidth(m_theme.px(index.data(AuditModel::DatedRole).toBool() ? datedWidth : timeWidth));
        drawTabular(*painter, time, index.data(AuditModel::TimeRole).toString());
        rest.setLeft(time.right() + m_theme.px(10));
        QRectF who = rest;
        who.setWidth(std::min<qreal>(m_theme.px(whoWidth), rest.width() * 0.35));
        text(painter, who, TextStyle::Medium, widgets::Role::TextPrimary,
             index.data(AuditModel::WhoRole).toString());
        rest.setLeft(who.right() + m_theme.px(10));
        text(painter, rest, TextStyle::Body, widgets::Role::TextPrimary,
             index.data(AuditModel::WhatRole).toString());
        if (option.state & QStyle::State_HasFocus)
            paintFocusRing(*painter, m_theme, row.adjusted(2, 1, -2, -1));
    }

private:
    void text(QPainter* painter, const QRectF& box, TextStyle style, widgets::Role role,
              const QString& words) const
    {
        painter->setFont(m_theme.font(style));
        painter->setPen(m_theme.colour(role));
        const QString fits =
            QFontMetricsF(painter->font()).elidedText(words, Qt::ElideRight, std::max<qreal>(0, box.width()));
        painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft, fits);
    }

    Theme& m_theme;
};

QListView* makeList(Theme& theme, AuditModel* model, QWidget* parent)
{
    auto* list = new QListView(parent);
    list->setModel(model);
    list->setItemDelegate(new AuditDelegate(theme, list));
    list->setUniformItemSizes(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setMouseTracking(true);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTabKeyNavigation(false);
    return list;
}

} // namespace

AuditPane::AuditPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new AuditModel(context, this))
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_copy(m_header->addAction({}, Icon::Copy))
    , m_list(makeList(context.theme, m_model, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_state(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
    , m_chainIcon(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::StateOk, {}, this))
    , m_chain(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
    , m_older(new CommandButton(context.theme, {}, Icon::None, this))
{
    Theme& theme = context.theme;
    m_state->setWordWrap(true);
    m_chain->setWordWrap(true);
    m_list->setMinimumHeight(theme.px(leastList));
    m_older->setKind(CommandButton::Kind::Link);
    m_older->setSmall(true);
    m_again.setSingleShot(true);
    m_again.setInterval(readAgainAfter);
    auto* chain = new QHBoxLayout;
    chain->setSpacing(theme.px(6));
    chain->addWidget(m_chainIcon, 0, Qt::AlignTop);
    chain->addWidget(m_chain, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(8));
    foot->setSpacing(theme.px(2));
    foot->addWidget(m_state);
    foot->addLayout(chain);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(makeChips());
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addWidget(m_older, 0, Qt::AlignLeft);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(foot);
    connect(m_copy, &QAbstractButton::clicked, this, &AuditPane::copy);
    connect(m_older, &QAbstractButton::clicked, this, &AuditPane::readOlder);
    connect(&m_again, &QTimer::timeout, this, &AuditPane::read);
    m_records = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& one) {
            return one.id == m_id.uuid() || one.parent == m_id.uuid();
        });
        if (ours && isVisible() && !m_again.isActive())
            m_again.start();
    });
    m_sync = context.changes.onSyncState([this](const SyncState& state) {
        // What could not be read is read when the service is back.
        if (state.connection == SyncState::Connection::Live && m_problem && isVisible())
            m_again.start();
        showState();
    });
    refresh();
}

QWidget* AuditPane::makeChips()
{
    auto* row = new QWidget(this);
    auto* flow = new FlowLayout(m_context.theme.px(6), row);
    flow->setContentsMargins(m_context.theme.px(16), m_context.theme.px(2), m_context.theme.px(16),
                             m_context.theme.px(6));
    auto* group = new QButtonGroup(row);
    for (const Topic topic : topics) {
        auto* chip = new Chip(m_context.theme, {}, Icon::None, row);
        chip->setCheckable(true);
        group->addButton(chip);
        flow->addWidget(chip);
        m_chips.push_back(chip);
        connect(chip, &QAbstractButton::toggled, this, [this, topic](bool on) {
            if (on)
                m_model->setTopic(topic);
        });
    }
    m_chips.front()->setChecked(true);
    return row;
}

void AuditPane::setIncident(Id<Incident> id)
{
    if (id == m_id)
        return;
    m_id = id;
    ++m_question;
    m_model->clear();
    m_last.reset();
    m_problem.reset();
    refresh();
    if (isVisible())
        read();
}

void AuditPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void AuditPane::read()
{
    if (m_id.isNil())
        return;
    m_again.stop();
    const QPointer<AuditPane> here(this);
    m_context.repositories.histories.incidentAudit(
        m_id, std::nullopt, [here, question = ++m_question](const Result<AuditPage>& page) {
            if (here && here->m_question == question)
                here->answered(page, false);
        });
}

void AuditPane::readOlder()
{
    if (!m_model->older())
        return;
    const QPointer<AuditPane> here(this);
    m_context.repositories.histories.incidentAudit(
        m_id, m_model->older(), [here, question = ++m_question](const Result<AuditPage>& page) {
            if (here && here->m_question == question)
                here->answered(page, true);
        });
}

void AuditPane::answered(const Result<AuditPage>& page, bool older)
{
    if (!page) {
        m_problem = page.error();
        refresh();
        return;
    }
    m_problem.reset();
    const bool first = !m_last;
    m_last = *page;
    if (older)
        m_model->addOlder(*page);
    else
        m_model->setNewest(*page);
    if (first)
        m_list->scrollToTop();
    refresh();
}

void AuditPane::refresh()
{
    m_header->setTitle(tr("Audit log"));
    m_header->setMeta(tr("kept by the service, only grows"));
    m_copy->setText(tr("Copy as CSV"));
    m_list->setAccessibleName(tr("Audit log"));
    const QString words[] = {tr("All"), tr("Roles"), tr("Text"), tr("Paging")};
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        m_chips[i]->setText(words[i]);
        m_chips[i]->setCount(m_last ? m_model->total(topics[i]) : -1);
    }
    m_copy->setEnabled(m_last.has_value());
    m_older->setText(tr("Show older entries"));
    m_older->setVisible(m_model->older().has_value());
    m_list->setVisible(m_last.has_value());
    m_empty->setVisible(!m_last.has_value());
    m_model->retranslate();
    showState();
}

void AuditPane::showState()
{
    const bool live = isOnline(m_context.changes.syncState());
    const QString why = m_problem ? (m_problem->code == ErrorCode::NotFound
                                         ? tr("The service does not know this incident yet.")
                                         : texts::error(*m_problem))
                                  : QString();
    m_empty->setSentence(
        !why.isEmpty() ? tr("The audit log is on the service only. %1").arg(why)
        : live         ? tr("Reading the audit log from the service.")
                       : tr("The audit log is on the service only. It is read when there is a connection."));
    m_state->setVisible(m_last.has_value());
    m_chain->setVisible(m_last.has_value());
    m_chainIcon->setVisible(m_last.has_value());
    if (!m_last)
        return;
    const QString read =
        tr("Read from the service at %1.").arg(timeWithSecondsText(m_last->readAt, m_context.zone));
    const bool stale = m_problem || !live;
    m_state->setRole(stale ? widgets::Role::StateWait : widgets::Role::TextSecondary);
    m_state->setText(!stale          ? read
                     : why.isEmpty() ? tr("%1 There is no connection: it may have grown since.").arg(read)
                                     : tr("%1 %2").arg(read, why));
    const QLocale locale;
    const Theme& theme = m_context.theme;
    const auto icon = [&](Icon which, widgets::Role role) {
        m_chainIcon->setPixmap(theme.pixmap(which, theme.iconSize(14), role, devicePixelRatioF()));
    };
    if (!m_last->sound) {
        icon(Icon::TriangleAlert, widgets::Role::StateFail);
        m_chain->setRole(widgets::Role::StateFail);
        m_chain->setText(tr("The chain of the log is broken: %1. Tell whoever runs the service.")
                             .arg(QString::fromStdString(m_last->problem)));
        return;
    }
    icon(Icon::ShieldCheck, widgets::Role::StateOk);
    m_chain->setRole(widgets::Role::TextSecondary);
    m_chain->setText(m_last->verified < m_last->entries
                         ? tr("Chain verified up to entry %1 of %2.")
                               .arg(locale.toString(static_cast<qlonglong>(m_last->verified)),
                                    locale.toString(static_cast<qlonglong>(m_last->entries)))
                         : tr("Chain verified, all %1 entries of the service's log.")
                               .arg(locale.toString(static_cast<qlonglong>(m_last->entries))));
}

void AuditPane::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(itemmodels::csvFile(m_model->forExport())));
}

void AuditPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
