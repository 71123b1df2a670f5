#pragma once

#include "models/domain/ports/changes.h"

#include <QtCore/QAbstractListModel>

#include <functional>

namespace matoi::itemmodels {

/// Incidents as lists show them: open ones first (worst impact, then oldest), then resolved ones, newest
/// first. Rows move, come and go one by one; the model is never reset under the user.
class IncidentListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        IncidentRole = Qt::UserRole + 1, ///< domain::Record<domain::Incident>
        CommanderRole,                   ///< QString; empty: nobody leads
        UnsentRole,                      ///< int: changes of this incident that wait here
        SectionRole,                     ///< Section
    };
    enum class Section
    {
        Open,
        Resolved
    };
    Q_ENUM(Section)
    /// Which incidents are listed.
    enum class Scope
    {
        Open,
        Mine,
        All
    };
    Q_ENUM(Scope)

    IncidentListModel(domain::Repositories& repositories, domain::ChangeNotifier& changes,
                      const domain::Clock& clock, QObject* parent = nullptr);

    void setScope(Scope scope);
    Scope scope() const { return m_scope; }
    /// Words that title or number must hold; empty: all.
    void setFilter(const QString& text);
    int openCount() const { return m_openCount; }
    /// What a screen reader says of a row (AccessibleTextRole): the words are the widgets'.
    void setSpoken(std::function<QString(const QModelIndex&)> spoken) { m_spoken = std::move(spoken); }
    QModelIndex indexOf(domain::Id<domain::Incident> id) const;
    domain::Id<domain::Incident> idAt(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void openCountChanged(int count);

private:
    struct Row
    {
        domain::Record<domain::Incident> incident;
        QString commander;
        int unsent = 0;
    };
    std::vector<Row> wanted(const std::vector<domain::Record<domain::Incident>>& incidents) const;
    bool inScope(const domain::Record<domain::Incident>& incident) const;
    void show(std::vector<Row> target);
    void refresh();

    domain::Repositories& m_repositories;
    domain::ChangeNotifier& m_changes;
    const domain::Clock& m_clock;
    Scope m_scope = Scope::Open;
    QString m_filter;
    std::function<QString(const QModelIndex&)> m_spoken;
    std::vector<Row> m_rows;
    int m_openCount = 0;
    domain::Subscription m_subscription;
};

} // namespace matoi::itemmodels

Q_DECLARE_METATYPE(matoi::domain::Record<matoi::domain::Incident>)
