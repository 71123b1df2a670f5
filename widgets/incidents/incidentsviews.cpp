#include "models/itemmodels/incidentcsv.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/incidents/incidentspage.h"
#include "widgets/incidents/incidenttexts.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>

/// What of the page of all incidents is kept: views of one's own, and files.
namespace matoi::widgets {

using itemmodels::IncidentQuery;

namespace {

QString nameOf(const QString& view)
{
    return view.section(u'\n', 0, 0);
}

} // namespace

void IncidentsPage::openViews()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Views"));
    const QStringList views = m_links.views();
    for (const QString& view : views) {
        QString name = nameOf(view);
        connect(menu->addAction(name.replace(u'&', QStringLiteral("&&"))), &QAction::triggered, this,
                [this, view] { setQuery(IncidentQuery::fromText(view.section(u'\n', 1))); });
    }
    if (views.isEmpty()) {
        menu->addAction(tr("None saved yet: set filters, then Save view."))->setEnabled(false);
    } else {
        menu->addSeparator();
        QMenu* remove = menu->addMenu(tr("Remove a view"));
        for (const QString& view : views) {
            QString name = nameOf(view);
            connect(remove->addAction(name.replace(u'&', QStringLiteral("&&"))), &QAction::triggered, this,
                    [this, view] {
                        QStringList left = m_links.views();
                        left.removeOne(view);
                        m_links.saveViews(left);
                    });
        }
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(m_views->mapToGlobal(QPoint(0, m_views->height() + 2)));
}

void IncidentsPage::saveView()
{
    auto* ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Save view"));
    ask->setLabelText(
        tr("Name of this search, its filters and which incidents. A view of the same name is replaced."));
    ask->setOkButtonText(tr("Save"));
    ask->setCancelButtonText(tr("Cancel"));
    connect(ask, &QInputDialog::textValueSelected, this, [this](const QString& typed) {
        const QString name = typed.simplified();
        if (name.isEmpty())
            return;
        QStringList views = m_links.views();
        erase_if(views, [&](const QString& view) { return nameOf(view) == name; });
        views.append(name + u'\n' + m_model->query().toText());
        views.sort(Qt::CaseInsensitive);
        m_links.saveViews(views);
    });
    ask->open();
}

void IncidentsPage::exportCsv()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(m_context.clock.now().time_since_epoch().count(), Qt::UTC)
            .toTimeZone(m_context.zone)
            .date();
    const QString suggested =
        QDir(folder).filePath(QStringLiteral("incidents-%1.csv").arg(today.toString(Qt::ISODate)));
    if (m_links.chooseFile) {
        m_links.chooseFile(suggested, [this](const QString& file) { writeCsv(file); });
        return;
    }
    auto* dialog = new QFileDialog(this, tr("Export CSV"), suggested, tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(suggested);
    connect(dialog, &QFileDialog::fileSelected, this, &IncidentsPage::writeCsv);
    dialog->open();
}

void IncidentsPage::writeCsv(const QString& file)
{
    const QList<QStringList> rows = m_texts->forExport();
    QSaveFile out(file);
    const bool written =
        out.open(QIODevice::WriteOnly) && out.write(itemmodels::csvFile(rows)) >= 0 && out.commit();
    m_keys->setRole(written ? Role::TextSecondary : Role::StateFail);
    m_keys->setText(
        written ? tr("%n incident(s) written to %1", nullptr, static_cast<int>(rows.size()) - 1)
                      .arg(QDir::toNativeSeparators(file))
                : tr("%1 could not be written: %2").arg(QDir::toNativeSeparators(file), out.errorString()));
}

} // namespace matoi::widgets
