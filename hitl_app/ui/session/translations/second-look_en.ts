<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>AgreementPart</name>
        <message numerus="yes">
            <source>Operators agree on {share} of {n} photos</source>
            <translation>
                <numerusform>Operators agree on {share} of one photo</numerusform>
                <numerusform>Operators agree on {share} of {n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ArrivalsCard</name>
        <message numerus="yes">
            <source>{n} photos were imported after certificate {number}. Label {checks} of them without suggestions ({time}): if there is no drift, the others are accepted by extension, but not certified.</source>
            <translation>
                <numerusform>One photo was imported after certificate {number}. Label {checks} of it without suggestions ({time}): if there is no drift, the others are accepted by extension, but not certified.</numerusform>
                <numerusform>{n} photos were imported after certificate {number}. Label {checks} of them without suggestions ({time}): if there is no drift, the others are accepted by extension, but not certified.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AuditDialog</name>
        <message numerus="yes">
            <source>{number}: {source}, {n} labels, {day}</source>
            <translation>
                <numerusform>{number}: {source}, {n} label, {day}</numerusform>
                <numerusform>{number}: {source}, {n} labels, {day}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BurnDownCard</name>
        <message numerus="yes">
            <source>{n} fewer to review</source>
            <translation>
                <numerusform>one fewer to review</numerusform>
                <numerusform>{n} fewer to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more to review</source>
            <translation>
                <numerusform>one more to review</numerusform>
                <numerusform>{n} more to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos to review</source>
            <translation>
                <numerusform>One photo to review</numerusform>
                <numerusform>{n} photos to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed</source>
            <translation>
                <numerusform>{n} reviewed</numerusform>
                <numerusform>{n} reviewed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CardPanel</name>
        <message numerus="yes">
            <source>{share} of {n} held-out samples</source>
            <translation>
                <numerusform>{share} of {n} held-out sample</numerusform>
                <numerusform>{share} of {n} held-out samples</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} phone photos not used in training</source>
            <translation>
                <numerusform>{share} of {n} phone photo not used in training</numerusform>
                <numerusform>{share} of {n} phone photos not used in training</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} test photos</source>
            <translation>
                <numerusform>{share} of {n} test photo</numerusform>
                <numerusform>{share} of {n} test photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} validation photos of this workspace</source>
            <translation>
                <numerusform>{share} of {n} validation photo of this workspace</numerusform>
                <numerusform>{share} of {n} validation photos of this workspace</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueCommands</name>
        <message numerus="yes">
            <source>Changing {n} photos…</source>
            <translation>
                <numerusform>Changing one photo…</numerusform>
                <numerusform>Changing {n} photos…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Dropping {n} photos…</source>
            <translation>
                <numerusform>Dropping one photo…</numerusform>
                <numerusform>Dropping {n} photos…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Exporting {n} photos…</source>
            <translation>
                <numerusform>Exporting one photo…</numerusform>
                <numerusform>Exporting {n} photos…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Marking {n} photos as unreviewed…</source>
            <translation>
                <numerusform>Marking one photo as unreviewed…</numerusform>
                <numerusform>Marking {n} photos as unreviewed…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The change of {n} photos was undone.</source>
            <translation>
                <numerusform>The change of one photo was undone.</numerusform>
                <numerusform>The change of {n} photos was undone.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Undo {n} decisions</source>
            <translation>
                <numerusform>Undo {n} decision</numerusform>
                <numerusform>Undo {n} decisions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were changed.</source>
            <translation>
                <numerusform>One photo was changed.</numerusform>
                <numerusform>{n} photos were changed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were dropped as duplicates.</source>
            <translation>
                <numerusform>One photo was dropped as a duplicate.</numerusform>
                <numerusform>{n} photos were dropped as duplicates.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were exported to {file}.</source>
            <translation>
                <numerusform>One photo was exported to {file}.</numerusform>
                <numerusform>{n} photos were exported to {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were kept: an inspection, a certificate or a second opinion needs them.</source>
            <translation>
                <numerusform>One was kept: an inspection, a certificate or a second opinion needs it.</numerusform>
                <numerusform>{n} were kept: an inspection, a certificate or a second opinion needs them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were not changed: review them one by one, without suggestions.</source>
            <translation>
                <numerusform>One was not changed: review it separately, without a suggestion.</numerusform>
                <numerusform>{n} were not changed: review them one by one, without suggestions.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueDetail</name>
        <message numerus="yes">
            <source>{n} photos selected</source>
            <translation>
                <numerusform>One photo selected</numerusform>
                <numerusform>{n} photos selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueFilters</name>
        <message numerus="yes">
            <source>{when} · {n} photos</source>
            <translation>
                <numerusform>{when} · {n} photo</numerusform>
                <numerusform>{when} · {n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueModel</name>
        <message numerus="yes">
            <source>{n} near-duplicates</source>
            <translation>
                <numerusform>{n} near-duplicate</numerusform>
                <numerusform>{n} near-duplicates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} near-duplicates · labelled the same</source>
            <translation>
                <numerusform>{n} near-duplicate · labelled the same</numerusform>
                <numerusform>{n} near-duplicates · labelled the same</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message numerus="yes">
            <source>{n} groups of near-duplicates</source>
            <translation>
                <numerusform>{n} group of near-duplicates</numerusform>
                <numerusform>{n} groups of near-duplicates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>One photo</numerusform>
                <numerusform>{n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CataloguePanel</name>
        <message numerus="yes">
            <source>All {n} photos are reviewed.</source>
            <translation>
                <numerusform>{n} photo is reviewed.</numerusform>
                <numerusform>All {n} photos are reviewed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least {share} of {n} photos are labelled correctly</source>
            <translation>
                <numerusform>At least {share} of {n} photo is labelled correctly</numerusform>
                <numerusform>At least {share} of {n} photos are labelled correctly</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least {share} of {n} photos are labelled correctly, with {sure} confidence</source>
            <translation>
                <numerusform>At least {share} of {n} photo is labelled correctly, with {sure} confidence</numerusform>
                <numerusform>At least {share} of {n} photos are labelled correctly, with {sure} confidence</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing is known yet: none of {n} photos was reviewed.</source>
            <translation>
                <numerusform>Nothing is known yet: the {n} photo was not reviewed.</numerusform>
                <numerusform>Nothing is known yet: none of {n} photos was reviewed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} are still to review</source>
            <translation>
                <numerusform>{n} is still to review</numerusform>
                <numerusform>{n} are still to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were accepted without a certificate</source>
            <translation>
                <numerusform>{n} was accepted without a certificate</numerusform>
                <numerusform>{n} were accepted without a certificate</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CategoriesPage</name>
        <message numerus="yes">
            <source> · {n} retired</source>
            <translation>
                <numerusform> · {n} retired</numerusform>
                <numerusform> · {n} retired</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} active</source>
            <translation>
                <numerusform>{n} active</numerusform>
                <numerusform>{n} active</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CategoriesPart</name>
        <message numerus="yes">
            <source>{n} categories</source>
            <translation>
                <numerusform>{n} category</numerusform>
                <numerusform>{n} categories</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CertificateFiles</name>
        <message numerus="yes">
            <source>{n} photos were exported to {file}.</source>
            <translation>
                <numerusform>One photo was exported to {file}.</numerusform>
                <numerusform>{n} photos were exported to {file}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChosenPanel</name>
        <message numerus="yes">
            <source>and {n} more in {path}</source>
            <translation>
                <numerusform>and {n} more in {path}</numerusform>
                <numerusform>and {n} more in {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} files could not be read</source>
            <translation>
                <numerusform>One file could not be read</numerusform>
                <numerusform>{n} files could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos will be removed from the workspace, including those found again by later imports. The files stay where they are. No decisions are lost.</source>
            <translation>
                <numerusform>One photo will be removed from the workspace, even if a later import found it again. The file stays where it is. No decisions are lost.</numerusform>
                <numerusform>{n} photos will be removed from the workspace, including those found again by later imports. The files stay where they are. No decisions are lost.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ComparisonView</name>
        <message numerus="yes">
            <source>{category}, {n} photos</source>
            <translation>
                <numerusform>{category}, {n} photo</numerusform>
                <numerusform>{category}, {n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConfusionModel</name>
        <message numerus="yes">
            <source>{part} of {n} photos of {category} are classified as {said}</source>
            <translation>
                <numerusform>{part} of {n} photo of {category} is classified as {said}</numerusform>
                <numerusform>{part} of {n} photos of {category} are classified as {said}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{part} of {n} photos of {category} are classified correctly</source>
            <translation>
                <numerusform>{part} of {n} photo of {category} is classified correctly</numerusform>
                <numerusform>{part} of {n} photos of {category} are classified correctly</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CorrectionsCard</name>
        <message numerus="yes">
            <source>{n} × {suggested} → {said}</source>
            <translation>
                <numerusform>{n} × {suggested} → {said}</numerusform>
                <numerusform>{n} × {suggested} → {said}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} suggestions were confirmed. Rows are suggestions, columns are decisions; press Enter or double-click a cell to list its photos. Photos labelled without suggestions are not counted.</source>
            <translation>
                <numerusform>{share} of {n} suggestion was confirmed. Rows are suggestions, columns are decisions; press Enter or double-click a cell to list its photos. Photos labelled without suggestions are not counted.</numerusform>
                <numerusform>{share} of {n} suggestions were confirmed. Rows are suggestions, columns are decisions; press Enter or double-click a cell to list its photos. Photos labelled without suggestions are not counted.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CorrectionsModel</name>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were changed to {said} ({s})</source>
            <translation>
                <numerusform>{part} of {n} photo suggested as {suggested} was changed to {said} ({s})</numerusform>
                <numerusform>{part} of {n} photos suggested as {suggested} were changed to {said} ({s})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were confirmed</source>
            <translation>
                <numerusform>{part} of {n} photo suggested as {suggested} was confirmed</numerusform>
                <numerusform>{part} of {n} photos suggested as {suggested} were confirmed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message numerus="yes">
            <source>{n} photos will be exported.</source>
            <translation>
                <numerusform>One photo will be exported.</numerusform>
                <numerusform>{n} photos will be exported.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FeedDialog</name>
        <message numerus="yes">
            <source>{format}, more than {n} items.</source>
            <translation>
                <numerusform>{format}, more than {n} item.</numerusform>
                <numerusform>{format}, more than {n} items.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{format}, {n} items.</source>
            <translation>
                <numerusform>{format}, {n} item.</numerusform>
                <numerusform>{format}, {n} items.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} addresses cannot be used.</source>
            <translation>
                <numerusform>{n} address cannot be used.</numerusform>
                <numerusform>{n} addresses cannot be used.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} have no image.</source>
            <translation>
                <numerusform>{n} has no image.</numerusform>
                <numerusform>{n} have no image.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} images will be downloaded from: {hosts}</source>
            <translation>
                <numerusform>{n} image will be downloaded from: {hosts}</numerusform>
                <numerusform>{n} images will be downloaded from: {hosts}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more servers</source>
            <translation>
                <numerusform>{n} more server</numerusform>
                <numerusform>{n} more servers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GridCommands</name>
        <message numerus="yes">
            <source>Saving {n} decisions…</source>
            <translation>
                <numerusform>Saving one decision…</numerusform>
                <numerusform>Saving {n} decisions…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Undo {n}</source>
            <translation>
                <numerusform>Undo {n}</numerusform>
                <numerusform>Undo {n}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} have new suggestions: group again to see them (F5).</source>
            <translation>
                <numerusform>One has a new suggestion: group again to see it (F5).</numerusform>
                <numerusform>{n} have new suggestions: group again to see them (F5).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} must now be reviewed one by one, without suggestions.</source>
            <translation>
                <numerusform>One must now be reviewed without a suggestion.</numerusform>
                <numerusform>{n} must now be reviewed one by one, without suggestions.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were not changed.</source>
            <translation>
                <numerusform>One photo was not changed.</numerusform>
                <numerusform>{n} photos were not changed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were handled by someone else, or are on their screen.</source>
            <translation>
                <numerusform>One was handled by someone else, or is on their screen.</numerusform>
                <numerusform>{n} were handled by someone else, or are on their screen.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GridHeader</name>
        <message numerus="yes">
            <source>{n} groups</source>
            <translation>
                <numerusform>one group</numerusform>
                <numerusform>{n} groups</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more (F5)</source>
            <translation>
                <numerusform>one more (F5)</numerusform>
                <numerusform>{n} more (F5)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>One photo</numerusform>
                <numerusform>{n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GridPage</name>
        <message numerus="yes">
            <source>confirm all {n} suggestions</source>
            <translation>
                <numerusform>confirm {n} suggestion</numerusform>
                <numerusform>confirm all {n} suggestions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>confirm {n} as {name}</source>
            <translation>
                <numerusform>confirm {n} as {name}</numerusform>
                <numerusform>confirm {n} as {name}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} similar photos</source>
            <translation>
                <numerusform>one photo</numerusform>
                <numerusform>{n} similar photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} ungrouped photos</source>
            <translation>
                <numerusform>one ungrouped photo</numerusform>
                <numerusform>{n} ungrouped photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GuideWindow</name>
        <message numerus="yes">
            <source>on {n} pages</source>
            <translation>
                <numerusform>on {n} page</numerusform>
                <numerusform>on {n} pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Host</name>
        <message numerus="yes">
            <source>{n} decisions are not saved, because the database server does not answer. Closing loses them.</source>
            <translation>
                <numerusform>{n} decision is not saved, because the database server does not answer. Closing loses it.</numerusform>
                <numerusform>{n} decisions are not saved, because the database server does not answer. Closing loses them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportsPage</name>
        <message numerus="yes">
            <source>{n} imported</source>
            <translation>
                <numerusform>{n} imported</numerusform>
                <numerusform>{n} imported</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InspectionPanel</name>
        <message numerus="yes">
            <source>{spent} of {n} stages used</source>
            <translation>
                <numerusform>{spent} of {n} stage used</numerusform>
                <numerusform>{spent} of {n} stages used</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Inspections</name>
        <message numerus="yes">
            <source>An inspection of {n} imported labels has started.</source>
            <translation>
                <numerusform>An inspection of {n} imported label has started.</numerusform>
                <numerusform>An inspection of {n} imported labels has started.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An inspection of {n} photos has started.</source>
            <translation>
                <numerusform>An inspection of one photo has started.</numerusform>
                <numerusform>An inspection of {n} photos has started.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} checks and as many other photos now appear without suggestions.</source>
            <translation>
                <numerusform>One check and one other photo now appear without suggestions.</numerusform>
                <numerusform>{n} checks and as many other photos now appear without suggestions.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} checks now appear without their labels.</source>
            <translation>
                <numerusform>{n} check now appears without its label.</numerusform>
                <numerusform>{n} checks now appear without their labels.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} likely mistakes, most confident first.</source>
            <translation>
                <numerusform>{n} likely mistake.</numerusform>
                <numerusform>{n} likely mistakes, most confident first.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobMessages</name>
        <message numerus="yes">
            <source>The import of labels was reverted: {n} photos changed.</source>
            <translation>
                <numerusform>The import of labels was reverted: one photo changed.</numerusform>
                <numerusform>The import of labels was reverted: {n} photos changed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The import was reverted: {n} photos were removed from the workspace.</source>
            <translation>
                <numerusform>The import was reverted: one photo was removed from the workspace.</numerusform>
                <numerusform>The import was reverted: {n} photos were removed from the workspace.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions belong to retired categories and were left out.</source>
            <translation>
                <numerusform>One decision belongs to a retired category and was left out.</numerusform>
                <numerusform>{n} decisions belong to retired categories and were left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos were left out: their thumbnails are missing.</source>
            <translation>
                <numerusform>One reviewed photo was left out: its thumbnail is missing.</numerusform>
                <numerusform>{n} reviewed photos were left out: their thumbnails are missing.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} suggestions were removed.</source>
            <translation>
                <numerusform>One suggestion was removed.</numerusform>
                <numerusform>{n} suggestions were removed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LabelsDialog</name>
        <message numerus="yes">
            <source>{format}, more than {n} rows.</source>
            <translation>
                <numerusform>{format}, more than {n} row.</numerusform>
                <numerusform>{format}, more than {n} rows.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{format}, {n} rows.</source>
            <translation>
                <numerusform>{format}, {n} row.</numerusform>
                <numerusform>{format}, {n} rows.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LearningCard</name>
        <message numerus="yes">
            <source>{version}: {n} training photos, {share} accuracy</source>
            <translation>
                <numerusform>{version}: {n} training photo, {share} accuracy</numerusform>
                <numerusform>{version}: {n} training photos, {share} accuracy</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MistakesPart</name>
        <message numerus="yes">
            <source> The first {n} are listed.</source>
            <translation>
                <numerusform> The first one is listed.</numerusform>
                <numerusform> The first {n} are listed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing worth a second look in {n} decisions.</source>
            <translation>
                <numerusform>Nothing worth a second look in one decision.</numerusform>
                <numerusform>Nothing worth a second look in {n} decisions.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} of {all} decisions are worth a second look.</source>
            <translation>
                <numerusform>One of {all} decisions is worth a second look.</numerusform>
                <numerusform>{n} of {all} decisions are worth a second look.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ModelExportDialog</name>
        <message numerus="yes">
            <source>With live learning from {n} training photos</source>
            <translation>
                <numerusform>With live learning from {n} training photo</numerusform>
                <numerusform>With live learning from {n} training photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message numerus="yes">
            <source>{n} training photos</source>
            <translation>
                <numerusform>{n} training photo</numerusform>
                <numerusform>{n} training photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} validation photos</source>
            <translation>
                <numerusform>{n} validation photo</numerusform>
                <numerusform>{n} validation photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewWorkspaceDialog</name>
        <message numerus="yes">
            <source>“{name}”. It knows {n} of these categories by name and suggests them from the start.</source>
            <translation>
                <numerusform>“{name}”. It knows {n} of these categories by name and suggests it from the start.</numerusform>
                <numerusform>“{name}”. It knows {n} of these categories by name and suggests them from the start.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewCard</name>
        <message numerus="yes">
            <source>A retraining pays: there are {n} new decisions.</source>
            <translation>
                <numerusform>A retraining pays: there is {n} new decision.</numerusform>
                <numerusform>A retraining pays: there are {n} new decisions.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Its suggestion is correct on {right} of {n} validation photos.</source>
            <translation>
                <numerusform>Its suggestion is correct on {right} of one validation photo.</numerusform>
                <numerusform>Its suggestion is correct on {right} of {n} validation photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Its suggestion is correct on {share} of {n} validation photos.</source>
            <translation>
                <numerusform>Its suggestion is correct on {share} of {n} validation photo.</numerusform>
                <numerusform>Its suggestion is correct on {share} of {n} validation photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Model {name} is active and has learned from {n} training photos</source>
            <translation>
                <numerusform>Model {name} is active and has learned from {n} training photo</numerusform>
                <numerusform>Model {name} is active and has learned from {n} training photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PaceCard</name>
        <message numerus="yes">
            <source>{n} decisions in this app</source>
            <translation>
                <numerusform>{n} decision in this app</numerusform>
                <numerusform>{n} decisions in this app</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PeoplePanel</name>
        <message numerus="yes">
            <source>{n} agreed</source>
            <translation>
                <numerusform>{n} agreed</numerusform>
                <numerusform>{n} agreed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} need a second opinion</source>
            <translation>
                <numerusform>{n} needs a second opinion</numerusform>
                <numerusform>{n} need a second opinion</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} need a third</source>
            <translation>
                <numerusform>{n} needs a third</numerusform>
                <numerusform>{n} need a third</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} settled by a third person</source>
            <translation>
                <numerusform>{n} settled by a third person</numerusform>
                <numerusform>{n} settled by a third person</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotosPart</name>
        <message numerus="yes">
            <source>{n} files</source>
            <translation>
                <numerusform>{n} file</numerusform>
                <numerusform>{n} files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>One photo</numerusform>
                <numerusform>{n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PreviewList</name>
        <message numerus="yes">
            <source>Largest: {sku} with {n} photos.</source>
            <translation>
                <numerusform>Largest: {sku} with one photo.</numerusform>
                <numerusform>Largest: {sku} with {n} photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>One photo</numerusform>
                <numerusform>{n} photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos are separate.</source>
            <translation>
                <numerusform>one photo is separate.</numerusform>
                <numerusform>{n} photos are separate.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} products</source>
            <translation>
                <numerusform>One product</numerusform>
                <numerusform>{n} products</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{products} with {n} photos</source>
            <translation>
                <numerusform>{products} with one photo</numerusform>
                <numerusform>{products} with {n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProductStrip</name>
        <message numerus="yes">
            <source>+{n} more</source>
            <translation>
                <numerusform>+{n} more</numerusform>
                <numerusform>+{n} more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>One photo</numerusform>
                <numerusform>{n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProposalPanel</name>
        <message numerus="yes">
            <source>Accept {lot} of {to_review} automatically after labelling about {n} photos ({time})</source>
            <translation>
                <numerusform>Accept {lot} of {to_review} automatically after labelling about {n} photo ({time})</numerusform>
                <numerusform>Accept {lot} of {to_review} automatically after labelling about {n} photos ({time})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All stages are used: review the {n} photos left</source>
            <translation>
                <numerusform>All stages are used: review the {n} photo left</numerusform>
                <numerusform>All stages are used: review the {n} photos left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An inspection does not pay yet: about {n} more decisions</source>
            <translation>
                <numerusform>An inspection does not pay yet: about {n} more decision</numerusform>
                <numerusform>An inspection does not pay yet: about {n} more decisions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An inspection would not pay at this accuracy: review the {n} photos left</source>
            <translation>
                <numerusform>An inspection would not pay at this accuracy: review the {n} photo left</numerusform>
                <numerusform>An inspection would not pay at this accuracy: review the {n} photos left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Based on only {n} validation photos: the proposal is small and may be inaccurate.</source>
            <translation>
                <numerusform>Based on only one validation photo: the proposal is small and may be inaccurate.</numerusform>
                <numerusform>Based on only {n} validation photos: the proposal is small and may be inaccurate.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You label them without suggestions: {n} checks, and as many decoys that hide them. If the inspection passes, a certificate states with {confidence} confidence that at least {target} of the accepted labels are correct.</source>
            <translation>
                <numerusform>You label them without suggestions: {n} check, and a decoy that hides it. If the inspection passes, a certificate states with {confidence} confidence that at least {target} of the accepted labels are correct.</numerusform>
                <numerusform>You label them without suggestions: {n} checks, and as many decoys that hide them. If the inspection passes, a certificate states with {confidence} confidence that at least {target} of the accepted labels are correct.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReachingPage</name>
        <message numerus="yes">
            <source>The next attempt is in {n} seconds.</source>
            <translation>
                <numerusform>The next attempt is in {n} second.</numerusform>
                <numerusform>The next attempt is in {n} seconds.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions are kept on this computer. They are saved once the workspace opens.</source>
            <translation>
                <numerusform>{n} decision is kept on this computer. It is saved once the workspace opens.</numerusform>
                <numerusform>{n} decisions are kept on this computer. They are saved once the workspace opens.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReliabilityPanel</name>
        <message numerus="yes">
            <source>Accuracy of {version} on {n} validation photos, by confidence. On the dashed line, confidence matches accuracy; below it, the model is overconfident. The bars are 95 % intervals.</source>
            <translation>
                <numerusform>Accuracy of {version} on one validation photo, by confidence. On the dashed line, confidence matches accuracy; below it, the model is overconfident. The bars are 95 % intervals.</numerusform>
                <numerusform>Accuracy of {version} on {n} validation photos, by confidence. On the dashed line, confidence matches accuracy; below it, the model is overconfident. The bars are 95 % intervals.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewCommands</name>
        <message numerus="yes">
            <source>Undo {n}</source>
            <translation>
                <numerusform>Undo {n}</numerusform>
                <numerusform>Undo {n}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{decided} of {n} photos of {sku} were labelled.</source>
            <translation>
                <numerusform>{decided} of one photo of {sku} was labelled.</numerusform>
                <numerusform>{decided} of {n} photos of {sku} were labelled.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were left out: review them one by one, without suggestions.</source>
            <translation>
                <numerusform>One was left out: review it separately, without a suggestion.</numerusform>
                <numerusform>{n} were left out: review them one by one, without suggestions.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewHeader</name>
        <message numerus="yes">
            <source>Review {n} skipped</source>
            <translation>
                <numerusform>Review {n} skipped</numerusform>
                <numerusform>Review {n} skipped</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{done} of {n} photos are done</source>
            <translation>
                <numerusform>{done} of {n} photo is done</numerusform>
                <numerusform>{done} of {n} photos are done</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} asked by others</source>
            <translation>
                <numerusform>{n} asked by others</numerusform>
                <numerusform>{n} asked by others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} asked by you</source>
            <translation>
                <numerusform>{n} asked by you</numerusform>
                <numerusform>{n} asked by you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} left</source>
            <translation>
                <numerusform>{n} left</numerusform>
                <numerusform>{n} left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewOffer</name>
        <message numerus="yes">
            <source>About {n} photos without suggestions may save you {saved} of {to_review} still to review</source>
            <translation>
                <numerusform>About one photo without suggestions may save you {saved} of {to_review} still to review</numerusform>
                <numerusform>About {n} photos without suggestions may save you {saved} of {to_review} still to review</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new decisions. A retraining may pay</source>
            <translation>
                <numerusform>{n} new decision. A retraining may pay</numerusform>
                <numerusform>{n} new decisions. A retraining may pay</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new decisions. Retraining takes about {time}</source>
            <translation>
                <numerusform>One new decision. Retraining takes about {time}</numerusform>
                <numerusform>{n} new decisions. Retraining takes about {time}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SchedulePanel</name>
        <message numerus="yes">
            <source>{n} decisions since the last retraining</source>
            <translation>
                <numerusform>One decision since the last retraining</numerusform>
                <numerusform>{n} decisions since the last retraining</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions so far</source>
            <translation>
                <numerusform>One decision so far</numerusform>
                <numerusform>{n} decisions so far</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message numerus="yes">
            <source> · {n} more</source>
            <translation>
                <numerusform> · {n} more</numerusform>
                <numerusform> · {n} more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} auto-accepted, certified</source>
            <translation>
                <numerusform>{n} auto-accepted, certified</numerusform>
                <numerusform>{n} auto-accepted, certified</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} by extended acceptance, not certified</source>
            <translation>
                <numerusform>{n} by extended acceptance, not certified</numerusform>
                <numerusform>{n} by extended acceptance, not certified</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ThresholdPanel</name>
        <message numerus="yes">
            <source>Off: all {n} unreviewed photos need review.</source>
            <translation>
                <numerusform>Off: the one unreviewed photo needs review.</numerusform>
                <numerusform>Off: all {n} unreviewed photos need review.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrainingPanel</name>
        <message numerus="yes">
            <source>Correct on {new} of {n} validation photos. Model {parent} was correct on none: a model suggests only categories that it has learned.</source>
            <translation>
                <numerusform>Correct on {new} of {n} validation photo. Model {parent} was correct on none: a model suggests only categories that it has learned.</numerusform>
                <numerusform>Correct on {new} of {n} validation photos. Model {parent} was correct on none: a model suggests only categories that it has learned.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Correct on {new} of {n} validation photos; model {parent}: {old}.</source>
            <translation>
                <numerusform>Correct on {new} of {n} validation photo; model {parent}: {old}.</numerusform>
                <numerusform>Correct on {new} of {n} validation photos; model {parent}: {old}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The model learns from your decisions: {n} are available for training. A new version becomes active only if it is better on your photos.</source>
            <translation>
                <numerusform>The model learns from your decisions: one is available for training. A new version becomes active only if it is better on your photos.</numerusform>
                <numerusform>The model learns from your decisions: {n} are available for training. A new version becomes active only if it is better on your photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UnknownLabels</name>
        <message numerus="yes">
            <source>{n} labels are not categories here:</source>
            <translation>
                <numerusform>One label is not a category here:</numerusform>
                <numerusform>{n} labels are not categories here:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} rows</source>
            <translation>
                <numerusform>{n} row</numerusform>
                <numerusform>{n} rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VersionsPanel</name>
        <message numerus="yes">
            <source>{version} compared with {against} on the same {n} validation photos.</source>
            <translation>
                <numerusform>{version} compared with {against} on the same validation photo.</numerusform>
                <numerusform>{version} compared with {against} on the same {n} validation photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{version} is correct on {share} of {n} validation photos.</source>
            <translation>
                <numerusform>{version} is correct on {share} of {n} validation photo.</numerusform>
                <numerusform>{version} is correct on {share} of {n} validation photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_OpenPlace</name>
        <message numerus="yes">
            <source>Inspection of {n} imported labels: {target} must be right</source>
            <translation>
                <numerusform>Inspection of {n} imported label: {target} must be right</numerusform>
                <numerusform>Inspection of {n} imported labels: {target} must be right</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Inspection of {n} photos: {target} must be correct</source>
            <translation>
                <numerusform>Inspection of one photo: {target} must be correct</numerusform>
                <numerusform>Inspection of {n} photos: {target} must be correct</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{done} of {n} photos labelled, {left} left · next stage after about {next}</source>
            <translation>
                <numerusform>{done} of {n} photo labelled, {left} left · next stage after about {next}</numerusform>
                <numerusform>{done} of {n} photos labelled, {left} left · next stage after about {next}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>categories</name>
        <message numerus="yes">
            <source>{names} and {n} more</source>
            <translation>
                <numerusform>{names} and {n} more</numerusform>
                <numerusform>{names} and {n} more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} already existed</source>
            <translation>
                <numerusform>one already existed</numerusform>
                <numerusform>{n} already existed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} auto-accepted</source>
            <translation>
                <numerusform>one auto-accepted</numerusform>
                <numerusform>{n} auto-accepted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} auto-accepted photos under certificate {number} may be affected.</source>
            <translation>
                <numerusform>One auto-accepted photo under certificate {number} may be affected.</numerusform>
                <numerusform>{n} auto-accepted photos under certificate {number} may be affected.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} categories were added</source>
            <translation>
                <numerusform>One category was added</numerusform>
                <numerusform>{n} categories were added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} not certified</source>
            <translation>
                <numerusform>{n} not certified</numerusform>
                <numerusform>{n} not certified</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos auto-accepted without a certificate return to review.</source>
            <translation>
                <numerusform>One photo auto-accepted without a certificate returns to review.</numerusform>
                <numerusform>{n} photos auto-accepted without a certificate return to review.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos and {others} move from {name} to {into}.</source>
            <translation>
                <numerusform>One reviewed photo and {others} move from {name} to {into}.</numerusform>
                <numerusform>{n} reviewed photos and {others} move from {name} to {into}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos keep the label {name} but are not used for training.</source>
            <translation>
                <numerusform>One reviewed photo keeps the label {name} but is not used for training.</numerusform>
                <numerusform>{n} reviewed photos keep the label {name} but are not used for training.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos move from {name} to {into}.</source>
            <translation>
                <numerusform>One reviewed photo moves from {name} to {into}.</numerusform>
                <numerusform>{n} reviewed photos move from {name} to {into}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} under certificate {number}</source>
            <translation>
                <numerusform>{n} under certificate {number}</numerusform>
                <numerusform>{n} under certificate {number}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were rejected</source>
            <translation>
                <numerusform>one was rejected</numerusform>
                <numerusform>{n} were rejected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>dialogs</name>
        <message numerus="yes">
            <source>Select all {n} photos? The next decision applies to all of them.</source>
            <translation>
                <numerusform>Select the only photo? The next decision applies to it.</numerusform>
                <numerusform>Select all {n} photos? The next decision applies to all of them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Select {n} photos</source>
            <translation>
                <numerusform>Select {n} photo</numerusform>
                <numerusform>Select {n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>formats</name>
        <message numerus="yes">
            <source>{n} days</source>
            <translation>
                <numerusform>{n} day</numerusform>
                <numerusform>{n} days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>jobs</name>
        <message numerus="yes">
            <source>About {n} fewer photos to review at a required accuracy of {target}.</source>
            <translation>
                <numerusform>About one photo fewer to review at a required accuracy of {target}.</numerusform>
                <numerusform>About {n} fewer photos to review at a required accuracy of {target}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About {n} more photos to review at a required accuracy of {target}.</source>
            <translation>
                <numerusform>About one more photo to review at a required accuracy of {target}.</numerusform>
                <numerusform>About {n} more photos to review at a required accuracy of {target}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least {share} of these {n} labels are right.</source>
            <translation>
                <numerusform>At least {share} of this {n} label is right.</numerusform>
                <numerusform>At least {share} of these {n} labels are right.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Checked on {n} pictures: {equal} with the same category.</source>
            <translation>
                <numerusform>Checked on {n} picture: {equal} with the same category.</numerusform>
                <numerusform>Checked on {n} pictures: {equal} with the same category.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Inspection passed: {right} of {checks} correct, {n} photos auto-accepted.</source>
            <translation>
                <numerusform>Inspection passed: {right} of {checks} correct, one photo auto-accepted.</numerusform>
                <numerusform>Inspection passed: {right} of {checks} correct, {n} photos auto-accepted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No near-duplicates among {n} photos.</source>
            <translation>
                <numerusform>No near-duplicates: there is only one photo.</numerusform>
                <numerusform>No near-duplicates among {n} photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The required accuracy is not proved: {wrong} of {n} checks were wrong.</source>
            <translation>
                <numerusform>The required accuracy is not proved: {wrong} of {n} check was wrong.</numerusform>
                <numerusform>The required accuracy is not proved: {wrong} of {n} checks were wrong.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} are links: editing one can change the original.</source>
            <translation>
                <numerusform>One is a link: editing it can change the original.</numerusform>
                <numerusform>{n} are links: editing one can change the original.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} checks</source>
            <translation>
                <numerusform>{n} check</numerusform>
                <numerusform>{n} checks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} files could not be read.</source>
            <translation>
                <numerusform>One file could not be read.</numerusform>
                <numerusform>{n} files could not be read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} files have changed since the last import.</source>
            <translation>
                <numerusform>{n} file has changed since the last import.</numerusform>
                <numerusform>{n} files have changed since the last import.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} labels imported.</source>
            <translation>
                <numerusform>One label imported.</numerusform>
                <numerusform>{n} labels imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new photos from watched folders in {time}.</source>
            <translation>
                <numerusform>One new photo from watched folders in {time}.</numerusform>
                <numerusform>{n} new photos from watched folders in {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new photos in {time}.</source>
            <translation>
                <numerusform>One new photo in {time}.</numerusform>
                <numerusform>{n} new photos in {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new photos.</source>
            <translation>
                <numerusform>One new photo.</numerusform>
                <numerusform>{n} new photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos cannot be compared yet.</source>
            <translation>
                <numerusform>One photo cannot be compared yet.</numerusform>
                <numerusform>{n} photos cannot be compared yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos exported to {file}.</source>
            <translation>
                <numerusform>One photo exported to {file}.</numerusform>
                <numerusform>{n} photos exported to {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos had these labels already.</source>
            <translation>
                <numerusform>One photo had its label already.</numerusform>
                <numerusform>{n} photos had these labels already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos still show suggestions of the other version.</source>
            <translation>
                <numerusform>One photo still shows the suggestion of the other version.</numerusform>
                <numerusform>{n} photos still show suggestions of the other version.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} products with several photos.</source>
            <translation>
                <numerusform>One product with several photos.</numerusform>
                <numerusform>{n} products with several photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} rows left out, for example: {why}.</source>
            <translation>
                <numerusform>One row left out, for example: {why}.</numerusform>
                <numerusform>{n} rows left out, for example: {why}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} so far</source>
            <translation>
                <numerusform>{n} so far</numerusform>
                <numerusform>{n} so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} suggestions of {version} imported.</source>
            <translation>
                <numerusform>One suggestion of {version} imported.</numerusform>
                <numerusform>{n} suggestions of {version} imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were already imported.</source>
            <translation>
                <numerusform>One was already imported.</numerusform>
                <numerusform>{n} were already imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were left out: their files are missing or have changed.</source>
            <translation>
                <numerusform>One was left out: its file is missing or has changed.</numerusform>
                <numerusform>{n} were left out: their files are missing or have changed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{wrong} of {n} checks were wrong.</source>
            <translation>
                <numerusform>{wrong} of {n} check was wrong.</numerusform>
                <numerusform>{wrong} of {n} checks were wrong.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{wrong} of {n} labels wrong. The next stage adds more checks.</source>
            <translation>
                <numerusform>{wrong} of {n} label wrong. The next stage adds more checks.</numerusform>
                <numerusform>{wrong} of {n} labels wrong. The next stage adds more checks.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>learning</name>
        <message numerus="yes">
            <source>Suggestions learned from {n} training photos</source>
            <translation>
                <numerusform>Suggestions learned from {n} training photo</numerusform>
                <numerusform>Suggestions learned from {n} training photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>saving</name>
        <message numerus="yes">
            <source>{n} decisions that waited for the server were saved.</source>
            <translation>
                <numerusform>{n} decision that waited for the server was saved.</numerusform>
                <numerusform>{n} decisions that waited for the server were saved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were not: another operator decided these photos meanwhile, or they changed. Their labels stay as they are.</source>
            <translation>
                <numerusform>{n} was not: another operator decided this photo meanwhile, or it changed. Its label stays as it is.</numerusform>
                <numerusform>{n} were not: another operator decided these photos meanwhile, or they changed. Their labels stay as they are.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>versions</name>
        <message numerus="yes">
            <source>{share} of {n} test photos; your photos may differ</source>
            <translation>
                <numerusform>{share} of {n} test photo; your photos may differ</numerusform>
                <numerusform>{share} of {n} test photos; your photos may differ</numerusform>
            </translation>
        </message>
    </context>
</TS>
