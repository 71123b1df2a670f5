#include "widgets/firstrun/joinform.h"
#include "widgets/firstrun/nothingsetup.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtGui/QAction>
#include <QtWidgets/QStackedWidget>

namespace matoi::widgets {

void MainWindow::setPlacement(const Placement& placement)
{
    m_placement = placement;
    if (m_firstRun)
        m_firstRun->setPlacement(placement);
    showConnection(); // whose service it is decides what helps
}

FirstRun& MainWindow::firstRun()
{
    if (m_firstRun)
        return *m_firstRun;
    m_firstRun = new FirstRun(m_context, m_pages);
    m_pages->addWidget(m_firstRun);
    m_firstRun->setPlacement(m_placement);
    connect(m_firstRun, &FirstRun::left, this, &MainWindow::closeFirstRun);
    connect(m_firstRun, &FirstRun::languageChosen, this,
            [this](const QString& language) { m_links.setLanguage(language); });
    connect(m_firstRun, &FirstRun::startRequested, this, &MainWindow::startIncident);
    connect(m_firstRun, &FirstRun::drillRequested, this, [this] {
        closeFirstRun();
        m_links.startDrill();
    });
    connect(m_firstRun, &FirstRun::thisComputerRequested, this, &MainWindow::thisComputerRequested);
    connect(m_firstRun, &FirstRun::joinRequested, this, &MainWindow::joinRequested);
    return *m_firstRun;
}

void MainWindow::offerFirstRun()
{
    m_firstRunMode = FirstRunMode::Offered;
    arrangeFirstRun();
}

void MainWindow::openFirstRun(FirstRun::Choice choice)
{
    m_firstRunMode = FirstRunMode::Asked;
    firstRun().choose(choice);
    arrangeFirstRun();
    if (choice == FirstRun::Choice::Team)
        firstRun().joinForm().focusFirst();
    else
        firstRun().setFocus();
}

void MainWindow::closeFirstRun()
{
    m_firstRunMode = FirstRunMode::Closed;
    arrangeFirstRun();
}

bool MainWindow::showsFirstRun() const
{
    return m_firstRun && m_pages->currentWidget() == m_firstRun;
}

void MainWindow::arrangeFirstRun()
{
    if (m_firstRunMode == FirstRunMode::Offered &&
        !nothingSetUp(m_context.repositories, m_context.changes.session()))
        m_firstRunMode = FirstRunMode::Closed;
    const bool before = showsFirstRun();
    m_pages->setCurrentWidget(m_firstRunMode == FirstRunMode::Closed ? m_body
                                                                     : static_cast<QWidget*>(&firstRun()));
    if (before == showsFirstRun())
        return;
    // The digits choose there what is a tab here.
    setSingleKeys(m_singleKeys);
    if (showsFirstRun())
        m_firstRun->setFocus();
    else
        m_view->setFocus();
}

} // namespace matoi::widgets
