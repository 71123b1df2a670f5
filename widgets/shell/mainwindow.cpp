#include "widgets/shell/mainwindow.h"

#include "models/commands/conflictcommands.h"
#include "models/itemmodels/incidentlistmodel.h"
#include "widgets/common/banner.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/modaldim.h"
#include "widgets/common/readingorder.h"
#include "widgets/common/theme.h"
#include "widgets/handover/offerbanner.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/incidents/incidentspage.h"
#include "widgets/incidents/startdialog.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"
#include "widgets/shell/connectionlabel.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/pagebanner.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/topbar.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;
using Connection = SyncState::Connection;

MainWindow::MainWindow(const PanelContext& context, WindowLinks links, QWidget* parent)
    : QMainWindow(parent)
    , m_context(context)
    , m_links(std::move(links))
    , m_pages(new QStackedWidget(this))
    , m_body(new QWidget(m_pages))
    , m_topBar(new TopBar(context, this))
    , m_banner(new Banner(context.theme, m_body))
    , m_pageBanner(new PageBanner(context, m_links.calls, m_body))
    , m_offerBanner(new OfferBanner(context, m_body))
    , m_rail(new Rail(context.theme, m_body))
    , m_splitter(new HairlineSplitter(context.theme, Qt::Horizontal, m_body))
    , m_list(new IncidentList(context, m_splitter))
    , m_view(new IncidentView(context, m_splitter))
    , m_column(new QVBoxLayout)
{
    Theme& theme = context.theme;
    setCentralWidget(m_pages);
    setMenuWidget(m_topBar);
    m_rail->add(Icon::Siren);
    m_rail->setCurrent(0);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_view);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({theme.px(276), theme.px(1092)});
    m_splitter->setDefaultSizes({theme.px(276), theme.px(1092)});
    m_list->setMinimumWidth(theme.px(240));
    m_banner->hide();

    auto* row = new QHBoxLayout(m_body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    m_column->setSpacing(0);
    m_column->addWidget(m_pageBanner);
    m_column->addWidget(m_offerBanner);
    m_column->addWidget(m_banner);
    m_column->addWidget(m_splitter, 1);
    row->addLayout(m_column, 1);
    m_pages->addWidget(m_body);
    new ModalDim(this);
    setMinimumSize(1024, 680);
    resize(1440, 900);

    makeActions();
    makeMenus();
    connect(m_rail, &Rail::chosen, this, [this](int place) {
        if (place == 0)
            showIncidents(!showsIncidents());
    });
    connect(&theme, &Theme::changed, this, &MainWindow::arrange);
    connect(m_list, &IncidentList::incidentChosen, m_view, &IncidentView::setIncident);
    connect(m_view, &IncidentView::openRequested, this, &MainWindow::openIncident);
    connect(m_view, &IncidentView::paletteRequested, this, &MainWindow::openPalette);
    connect(m_view, &IncidentView::startRequested, this, &MainWindow::startIncident);
    connect(m_view, &IncidentView::drillRequested, this, [this] { m_links.startDrill(); });
    connect(&m_topBar->connection(), &ConnectionLabel::pressed, this, [this] {
        if (m_context.changes.syncState().connection == SyncState::Connection::Refused)
            signInAgain();
    });
    connect(m_topBar, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_list, &IncidentList::startRequested, this, &MainWindow::startIncident);
    connect(&m_list->model(), &itemmodels::IncidentListModel::openCountChanged, this,
            [this](int count) { m_rail->setCount(0, count); });
    connect(m_pageBanner, &PageBanner::openRequested, this, &MainWindow::openIncident);
    connect(m_offerBanner, &OfferBanner::openRequested, this, &MainWindow::openIncident);
    connect(m_banner, &Banner::actionTriggered, this, &MainWindow::actOnBanner);
    connect(&context.ticker, &Ticker::tick, this, &MainWindow::showConnection);
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) { showConnection(); }));
    m_subscriptions.push_back(context.changes.onConflicts([this] { showConnection(); }));
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>&) {
        arrangeFirstRun();
        if (m_notice && m_notice->waiting && findLinked())
            openLinked();
    }));
    retranslate();
    m_rail->setCount(0, m_list->model().openCount());
    if (!m_list->selected().isNil())
        m_view->setIncident(m_list->selected());
    // J, K and the arrows work from the first moment.
    m_list->setFocus();
    showConnection();
}

MainWindow::~MainWindow() = default;

void MainWindow::openIncident(Id<Incident> id)
{
    showIncidents(false);
    m_list->select(id);
}

void MainWindow::startIncident()
{
    auto* dialog = new StartDialog(m_context, this);
    connect(dialog, &StartDialog::started, this, &MainWindow::openIncident);
    connect(dialog, &StartDialog::existingChosen, this, &MainWindow::openIncident);
    dialog->open();
}

void MainWindow::arrange()
{
    // One rule for all sizes: what counts is the width in text, not in pixels.
    const double effective = width() / (m_context.theme.px(1000) / 1000.0);
    const bool list = m_listWanted && effective >= 1180;
    // Hiding would hand the keyboard to whatever comes next, which is the button that hands command over.
    if (!list && m_list->isAncestorOf(focusWidget())) {
        m_view->fill();
        m_view->focusTabs();
    }
    m_list->setVisible(list);
    m_view->setListShown(list);
    m_topBar->setNarrow(effective < 1100);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return focusInReadingOrder(*this, next);
}

} // namespace matoi::widgets
