#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "tests/support/panelfixture.h"
#include "widgets/timeline/composer.h"
#include "widgets/timeline/timefield.h"
#include "widgets/timeline/timelinepanel.h"
#include "widgets/timeline/timelineview.h"

#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

namespace matoi::test {

/// The timeline of INC-2041, open beside the list of incidents.
struct OpenTimeline : PanelFixture
{
    explicit OpenTimeline(QSize size = {1440, 900}, int beside = 348)
        : panel(place(new widgets::TimelinePanel(context, nullptr), size, beside))
        , view(*panel.findChild<widgets::TimelineView*>())
        , model(*panel.findChild<itemmodels::TimelineModel*>())
        , composer(*panel.findChild<widgets::Composer*>())
        , time(*composer.findChild<widgets::TimeField*>())
        , text(*field(composer, QStringLiteral("What happened?")))
    {}

    static QLineEdit* field(QWidget& in, const QString& placeholder)
    {
        for (auto* one : in.findChildren<QLineEdit*>())
            if (one->placeholderText() == placeholder)
                return one;
        return nullptr;
    }
    QString rowText(int row) const { return model.index(row, 0).data(Qt::AccessibleTextRole).toString(); }
    QModelIndex rowOf(const QString& words) const
    {
        for (int i = 0; i < model.rowCount(); ++i)
            if (rowText(i).contains(words))
                return model.index(i, 0);
        return {};
    }
    bool says(const QString& words) const
    {
        for (const auto* one : panel.findChildren<QLabel*>())
            if (one->isVisible() && one->text().contains(words))
                return true;
        return false;
    }
    void open(const QString& words)
    {
        view.setCurrentIndex(rowOf(words));
        QTest::keyClick(&view, Qt::Key_Return);
    }
    domain::TimelineEvent newest() const
    {
        return story.memory.timelineEvents.of(story.checkout.uuid()).back().value;
    }

    widgets::TimelinePanel& panel;
    widgets::TimelineView& view;
    itemmodels::TimelineModel& model;
    widgets::Composer& composer;
    widgets::TimeField& time;
    QLineEdit& text;
};

} // namespace matoi::test
