#include "widgets/common/hairlinesplitter.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

namespace matoi::widgets {

namespace {

constexpr int reach = 4; ///< px to either side of the line

class HairlineHandle final : public QSplitterHandle
{
public:
    HairlineHandle(Theme& theme, Qt::Orientation orientation, QSplitter* parent)
        : QSplitterHandle(orientation, parent)
        , m_theme(theme)
    {}

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.colour(Role::LineHairline));
    }

private:
    Theme& m_theme;
};

} // namespace

/// Lies over a handle and its surroundings, sees nothing and is not seen; moves the handle.
class SplitterGrip : public QWidget
{
public:
    SplitterGrip(HairlineSplitter& splitter, int index)
        : QWidget(&splitter)
        , m_splitter(splitter)
        , m_index(index)
    {
        setCursor(splitter.orientation() == Qt::Horizontal ? Qt::SplitHCursor : Qt::SplitVCursor);
    }

    int index() const { return m_index; }

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        m_offset = along(event->position()) - reach;
        event->accept();
    }

    void mouseMoveEvent(QMouseEvent* event) override
    {
        if (event->buttons().testFlag(Qt::LeftButton)) {
            const QPointF place = mapToParent(event->position());
            m_splitter.moveSplitter(static_cast<int>(along(place) - m_offset), m_index);
        }
    }

    void mouseDoubleClickEvent(QMouseEvent* /*event*/) override
    {
        if (!m_splitter.m_defaultSizes.isEmpty()) {
            m_splitter.setSizes(m_splitter.m_defaultSizes);
            m_splitter.placeGrips();
        }
    }

private:
    qreal along(const QPointF& point) const
    {
        return m_splitter.orientation() == Qt::Horizontal ? point.x() : point.y();
    }

    HairlineSplitter& m_splitter;
    int m_index;
    qreal m_offset = 0;
};

HairlineSplitter::HairlineSplitter(Theme& theme, Qt::Orientation orientation, QWidget* parent)
    : QSplitter(orientation, parent)
    , m_theme(theme)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
    connect(this, &QSplitter::splitterMoved, this, &HairlineSplitter::placeGrips);
}

void HairlineSplitter::setDefaultSizes(const QList<int>& sizes)
{
    m_defaultSizes = sizes;
    setSizes(sizes);
}

QSplitterHandle* HairlineSplitter::createHandle()
{
    return new HairlineHandle(m_theme, orientation(), this);
}

bool HairlineSplitter::event(QEvent* event)
{
    const bool done = QSplitter::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        placeGrips();
    }
    return done;
}

void HairlineSplitter::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    placeGrips();
}

void HairlineSplitter::childEvent(QChildEvent* event)
{
    // QSplitter takes every new child for a pane.
    if (!m_addingGrip) {
        QSplitter::childEvent(event);
    }
}

void HairlineSplitter::placeGrips()
{
    // Handle 0 stands before the first pane and is never seen.
    const auto wanted = static_cast<std::size_t>(std::max(0, count() - 1));
    while (m_grips.size() > wanted) {
        delete m_grips.back();
        m_grips.pop_back();
    }
    while (m_grips.size() < wanted) {
        m_addingGrip = true;
        m_grips.push_back(new SplitterGrip(*this, static_cast<int>(m_grips.size()) + 1));
        m_addingGrip = false;
    }
    for (SplitterGrip* grip : m_grips) {
        const QSplitterHandle* line = handle(grip->index());
        const bool horizontal = orientation() == Qt::Horizontal;
        const QPoint middle = line->geometry().center();
        grip->setGeometry(horizontal ? QRect(middle.x() - reach, 0, 2 * reach + 1, height())
                                     : QRect(0, middle.y() - reach, width(), 2 * reach + 1));
        grip->setVisible(line->isVisibleTo(this));
        grip->raise();
    }
}

} // namespace matoi::widgets
