#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QIdentityProxyModel>

namespace matoi::itemmodels {
class IncidentTableModel;
}

namespace matoi::widgets {

/// The table of incidents in words: what delegates paint, screen readers say and files hold.
class IncidentTexts final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    IncidentTexts(const PanelContext& context, itemmodels::IncidentTableModel& model,
                  QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// In another language, or another minute.
    void retranslate();

    /// What the visible rows hold, with headings, for other programs: times as ISO 8601 with their zone,
    /// lengths in seconds.
    QList<QStringList> forExport() const;

private:
    QString cell(const QModelIndex& index) const;
    QString described(const QModelIndex& index) const;
    QString describedHit(const QModelIndex& index) const;

    PanelContext m_context;
    itemmodels::IncidentTableModel& m_model;
};

} // namespace matoi::widgets
