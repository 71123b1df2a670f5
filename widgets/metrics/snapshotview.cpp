#include "widgets/metrics/snapshotview.h"

#include "models/domain/ports/timelines.h"
#include "models/itemmodels/snapshotdata.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/chartstack.h"
#include "widgets/panel/texts.h"

#include <QtGui/QPainter>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;
using itemmodels::ChartSeries;

namespace {

constexpr int pictureWidth = 1200;
constexpr int rowHeight = 120;
constexpr int stripsHeight = 180; ///< marks, events, times, the overview
/// Of a very long timeline, what happened last: more flags cannot be told apart.
constexpr int mostFlags = 2000;

void showMarks(const Incident& incident, ChartStack& stack)
{
    std::vector<ChartMark> marks{{incident.startedAt, ChartMark::Kind::Start, SnapshotView::tr("Start")}};
    if (incident.acknowledgedAt)
        marks.push_back({*incident.acknowledgedAt, ChartMark::Kind::Acknowledged, SnapshotView::tr("Ack")});
    if (incident.mitigatedAt)
        marks.push_back({*incident.mitigatedAt, ChartMark::Kind::Mitigated, SnapshotView::tr("Mitigated")});
    if (incident.resolvedAt)
        marks.push_back({*incident.resolvedAt, ChartMark::Kind::Resolved, SnapshotView::tr("Resolved")});
    stack.setMarks(std::move(marks));
}

} // namespace

void showMarksAndFlags(const PanelContext& context, Id<Incident> id, ChartStack& stack)
{
    const auto incident = context.repositories.incidents.find(id);
    if (incident)
        showMarks(incident->value, stack);
    else
        stack.setMarks({});
    std::vector<ChartFlag> flags;
    for (const auto& event : context.repositories.timelines.latest(id, mostFlags)) {
        ChartFlag flag;
        flag.time = event.value.at;
        flag.icon = texts::eventIcon(event.value);
        flag.text = texts::event(event.value);
        flag.id = QString::fromStdString(event.id.toString());
        flag.emphasised = event.value.eventKind == EventKind::Decision;
        flags.push_back(std::move(flag));
    }
    stack.setFlags(std::move(flags));
}

QString snapshotTitle(const PanelContext& context, const MetricSnapshot& snapshot)
{
    return SnapshotView::tr("%1, %2").arg(dateTimeText(snapshot.at, context.clock.now(), context.zone),
                                          QString::fromStdString(snapshot.by));
}

SnapshotView::SnapshotView(const PanelContext& context, const MetricSnapshot& snapshot, QWidget* parent)
    : QWidget(parent)
    , m_series(itemmodels::seriesOf(snapshot))
    , m_stack(new ChartStack(context.theme, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->setReadOnly(true);
    m_stack->setTimeZone(context.zone);
    // The charts say what they said then: fresh, stale, in alarm.
    m_stack->setNow(snapshot.at);
    m_stack->setExtent(snapshot.from, snapshot.to);
    m_stack->setRange(snapshot.from, snapshot.to);
    QList<ChartSeries*> series;
    for (const auto& one : m_series)
        series.append(one.get());
    m_stack->setSeries(series);
    showMarksAndFlags(context, snapshot.incidentId, *m_stack);
}

SnapshotView::~SnapshotView() = default;

QImage snapshotPicture(const PanelContext& context, const MetricSnapshot& snapshot, int scale)
{
    Theme& theme = context.theme;
    SnapshotView charts(context, snapshot);
    charts.resize(theme.px(pictureWidth),
                  theme.px(stripsHeight + rowHeight * static_cast<int>(snapshot.series.size())));
    const int edge = theme.px(16);
    const int head = 2 * edge + theme.lineHeight(TextStyle::DialogTitle) +
                     (snapshot.note.empty() ? 0 : theme.lineHeight(TextStyle::Body));
    QImage image(QSize(charts.width(), charts.height() + head) * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(theme.colour(Role::BgSurface));
    QPainter painter(&image);
    QRectF line(edge, edge, charts.width() - 2 * edge, theme.lineHeight(TextStyle::DialogTitle));
    painter.setFont(theme.font(TextStyle::DialogTitle));
    painter.setPen(theme.colour(Role::TextPrimary));
    QString title = snapshotTitle(context, snapshot);
    if (const auto incident = context.repositories.incidents.find(snapshot.incidentId))
        title = SnapshotView::tr("%1 %2: %3")
                    .arg(texts::incidentNumber(incident->value),
                         QString::fromStdString(incident->value.title), title);
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(title, Qt::ElideMiddle, static_cast<int>(line.width())));
    line = QRectF(edge, line.bottom(), line.width(), theme.lineHeight(TextStyle::Body));
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.colour(Role::TextSecondary));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QString::fromStdString(snapshot.note), Qt::ElideRight,
                                                      static_cast<int>(line.width())));
    charts.render(&painter, QPoint(0, head), {}, QWidget::DrawChildren);
    return image;
}

} // namespace matoi::widgets
