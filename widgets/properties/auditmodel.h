#pragma once

#include "models/domain/audit.h"
#include "widgets/panel/panelcontext.h"
#include "widgets/properties/auditwords.h"

#include <QtCore/QAbstractListModel>

namespace matoi::widgets {

/// What was read of an incident's audit log, newest first, by topic.
class AuditModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum DataRole
    {
        TimeRole = Qt::UserRole,
        WhoRole,
        WhatRole,
        DatedRole ///< times have their dates: not all of them are of today
    };

    AuditModel(const PanelContext& context, QObject* parent);

    /// The newest page. What was read of older ones stays when it is the same log and nothing is missing
    /// between.
    void setNewest(const domain::AuditPage& page);
    void addOlder(const domain::AuditPage& page);
    void clear();
    void setTopic(auditwords::Topic topic);

    int total(auditwords::Topic topic) const;
    /// `before` of the next older page; nullopt: everything is here.
    std::optional<std::int64_t> older() const { return m_older; }
    /// A heading and what is shown now, as cells.
    QList<QStringList> forExport() const;
    /// Other words: another language.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    const domain::AuditLine& line(int row) const;
    void show();
    QString timeOf(const domain::AuditLine& line) const;

    PanelContext m_context;
    auditwords::Topic m_topic = auditwords::Topic::All;
    std::vector<domain::AuditLine> m_lines;
    std::vector<std::size_t> m_shown;
    std::optional<std::int64_t> m_older;
    bool m_dated = false;
};

} // namespace matoi::widgets
