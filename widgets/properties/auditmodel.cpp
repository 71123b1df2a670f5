#include "widgets/properties/auditmodel.h"

#include "widgets/common/durationtext.h"

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

AuditModel::AuditModel(const PanelContext& context, QObject* parent)
    : QAbstractListModel(parent)
    , m_context(context)
{}

void AuditModel::setNewest(const AuditPage& page)
{
    beginResetModel();
    std::vector<AuditLine> lines = page.lines;
    const auto known = lines.empty()
                           ? m_lines.end()
                           : std::find_if(m_lines.begin(), m_lines.end(),
                                          [&](const AuditLine& one) { return one.n == lines.back().n; });
    if (known != m_lines.end() && page.next) {
        lines.insert(lines.end(), known + 1, m_lines.end()); // m_older stands where it stood
    } else {
        m_older = page.next;
    }
    m_lines = std::move(lines);
    show();
    endResetModel();
}

void AuditModel::addOlder(const AuditPage& page)
{
    beginResetModel();
    for (const AuditLine& one : page.lines)
        if (m_lines.empty() || one.n < m_lines.back().n)
            m_lines.push_back(one);
    m_older = page.next;
    show();
    endResetModel();
}

void AuditModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_shown.clear();
    m_older.reset();
    endResetModel();
}

void AuditModel::setTopic(auditwords::Topic topic)
{
    beginResetModel();
    m_topic = topic;
    show();
    endResetModel();
}

void AuditModel::show()
{
    const QString today = dateText(m_context.clock.now(), m_context.clock.now(), m_context.zone);
    m_dated = std::any_of(m_lines.begin(), m_lines.end(), [&](const AuditLine& one) {
        return dateText(one.at, m_context.clock.now(), m_context.zone) != today;
    });
    m_shown.clear();
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (auditwords::isAbout(m_lines[i], m_topic))
            m_shown.push_back(i);
}

QString AuditModel::timeOf(const AuditLine& line) const
{
    return m_dated ? tr("%1 %2").arg(dateText(line.at, m_context.clock.now(), m_context.zone),
                                     timeText(line.at, m_context.zone))
                   : timeWithSecondsText(line.at, m_context.zone);
}

int AuditModel::total(auditwords::Topic topic) const
{
    return static_cast<int>(std::count_if(m_lines.begin(), m_lines.end(), [&](const AuditLine& one) {
        return auditwords::isAbout(one, topic);
    }));
}

void AuditModel::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const AuditLine& AuditModel::line(int row) const
{
    return m_lines[m_shown[static_cast<std::size_t>(row)]];
}

int AuditModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant AuditModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AuditLine& one = line(index.row());
    const QString who = QString::fromStdString(one.by);
    switch (role) {
    case TimeRole: return timeOf(one);
    case DatedRole: return m_dated;
    case WhoRole: return who;
    case WhatRole: return auditwords::sentence(one);
    case Qt::ToolTipRole:
        return tr("%1, entry %2\n%3")
            .arg(dateText(one.at, m_context.clock.now(), m_context.zone))
            .arg(one.n)
            .arg(auditwords::sentence(one));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return tr("%1, %2: %3").arg(timeOf(one), who, auditwords::sentence(one));
    default: return {};
    }
}

QList<QStringList> AuditModel::forExport() const
{
    QList<QStringList> rows{
        {QStringLiteral("n"), tr("Time (UTC)"), tr("Who"), tr("What"), tr("Subject"), tr("Detail")}};
    for (const std::size_t at : m_shown) {
        const AuditLine& one = m_lines[at];
        rows << QStringList{QString::number(one.n),
                            QString::fromStdString(formatTime(one.at)),
                            QString::fromStdString(one.by),
                            auditwords::sentence(one),
                            QString::fromStdString(one.subject),
                            QString::fromStdString(one.detail)};
    }
    return rows;
}

} // namespace matoi::widgets
