<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>AgreementPart</name>
        <message numerus="yes">
            <source>People agree on {share} of {n} photos</source>
            <translation>
                <numerusform>People agree on {share} of one photo</numerusform>
                <numerusform>People agree on {share} of {n} photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ArrivalsCard</name>
        <message numerus="yes">
            <source>{n} photos came after certificate {number}. If {checks} of them, decided blind ({time}), show no drift, the others are carried: accepted, but not certified.</source>
            <translation>
                <numerusform>One photo came after certificate {number}. If {checks} of it, decided blind ({time}), shows no drift, the others are carried: accepted, but not certified.</numerusform>
                <numerusform>{n} photos came after certificate {number}. If {checks} of them, decided blind ({time}), show no drift, the others are carried: accepted, but not certified.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BurnDownCard</name>
        <message numerus="yes">
            <source>{n} are decided by people</source>
            <translation>
                <numerusform>{n} is decided by people</numerusform>
                <numerusform>{n} are decided by people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} fewer wait</source>
            <translation>
                <numerusform>one fewer waits</numerusform>
                <numerusform>{n} fewer wait</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more wait</source>
            <translation>
                <numerusform>one more waits</numerusform>
                <numerusform>{n} more wait</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos wait</source>
            <translation>
                <numerusform>One photo waits</numerusform>
                <numerusform>{n} photos wait</numerusform>
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
            <source>{share} of {n} phone photos that it never learned from</source>
            <translation>
                <numerusform>{share} of {n} phone photo that it never learned from</numerusform>
                <numerusform>{share} of {n} phone photos that it never learned from</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} test pictures</source>
            <translation>
                <numerusform>{share} of {n} test picture</numerusform>
                <numerusform>{share} of {n} test pictures</numerusform>
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
            <source>{n} photos were exported to {file}.</source>
            <translation>
                <numerusform>One photo was exported to {file}.</numerusform>
                <numerusform>{n} photos were exported to {file}.</numerusform>
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
        <name>CataloguePage</name>
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
            <source>Of the {m} accepted without a certificate, and the {n} that wait, nothing is promised.</source>
            <translation>
                <numerusform>Of the {m} accepted without a certificate, and the one that waits, nothing is promised.</numerusform>
                <numerusform>Of the {m} accepted without a certificate, and the {n} that wait, nothing is promised.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of {n} photos people decided {vouched}; no certificate vouches for others.</source>
            <translation>
                <numerusform>Of {n} photo people decided {vouched}; no certificate vouches for others.</numerusform>
                <numerusform>Of {n} photos people decided {vouched}; no certificate vouches for others.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of {n} photos {vouched} have a label that people or a certificate vouch for; at least {share} of these are right, if what people said is ({sure} confidence).</source>
            <translation>
                <numerusform>Of {n} photo {vouched} has a label that people or a certificate vouch for; at least {share} of these is right, if what people said is ({sure} confidence).</numerusform>
                <numerusform>Of {n} photos {vouched} have a label that people or a certificate vouch for; at least {share} of these are right, if what people said is ({sure} confidence).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} still wait.</source>
            <translation>
                <numerusform>One still waits.</numerusform>
                <numerusform>{n} still wait.</numerusform>
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
            <source>{n} offered</source>
            <translation>
                <numerusform>{n} offered</numerusform>
                <numerusform>{n} offered</numerusform>
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
            <source>Its {n} photos go from the workspace, also those that later imports met again. The files themselves stay. Nothing that people decided can be lost.</source>
            <translation>
                <numerusform>Its one photo goes from the workspace, also if a later import met it again. The file itself stays. Nothing that people decided can be lost.</numerusform>
                <numerusform>Its {n} photos go from the workspace, also those that later imports met again. The files themselves stay. Nothing that people decided can be lost.</numerusform>
            </translation>
        </message>
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
            <source>{n} times {suggested} into {said}</source>
            <translation>
                <numerusform>once {suggested} into {said}</numerusform>
                <numerusform>{n} times {suggested} into {said}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} suggestions were confirmed. A row for what was suggested, a column for what people said; Enter or a double click lists the photos of a cell. What was decided blind is not among them.</source>
            <translation>
                <numerusform>{share} of {n} suggestion was confirmed. A row for what was suggested, a column for what people said; Enter or a double click lists the photos of a cell. What was decided blind is not among them.</numerusform>
                <numerusform>{share} of {n} suggestions were confirmed. A row for what was suggested, a column for what people said; Enter or a double click lists the photos of a cell. What was decided blind is not among them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CorrectionsModel</name>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were confirmed</source>
            <translation>
                <numerusform>{part} of {n} photo suggested as {suggested} was confirmed</numerusform>
                <numerusform>{part} of {n} photos suggested as {suggested} were confirmed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were said to be {said} ({s})</source>
            <translation>
                <numerusform>{part} of {n} photo suggested as {suggested} was said to be {said} ({s})</numerusform>
                <numerusform>{part} of {n} photos suggested as {suggested} were said to be {said} ({s})</numerusform>
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
            <source>{n} were already handled by someone else.</source>
            <translation>
                <numerusform>One was already handled by someone else.</numerusform>
                <numerusform>{n} were already handled by someone else.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GridFooter</name>
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
                <numerusform>one similar photo</numerusform>
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
        <name>ImportsPage</name>
        <message numerus="yes">
            <source>{n} photos came in</source>
            <translation>
                <numerusform>One photo came in</numerusform>
                <numerusform>{n} photos came in</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InspectionPanel</name>
        <message numerus="yes">
            <source>{spent} of {n} looks spent, {left} left</source>
            <translation>
                <numerusform>{spent} of {n} look spent, {left} left</numerusform>
                <numerusform>{spent} of {n} looks spent, {left} left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Inspections</name>
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
    </context>
    <context>
        <name>JobMessages</name>
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
    </context>
    <context>
        <name>LearningCard</name>
        <message numerus="yes">
            <source>{version}: {n} training photos, {share} right</source>
            <translation>
                <numerusform>{version}: {n} training photo, {share} right</numerusform>
                <numerusform>{version}: {n} training photos, {share} right</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MistakesPart</name>
        <message numerus="yes">
            <source> The {n} most probable are listed.</source>
            <translation>
                <numerusform> The most probable one is listed.</numerusform>
                <numerusform> The {n} most probable are listed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>None of {n} decisions looks like a mistake.</source>
            <translation>
                <numerusform>The one decision does not look like a mistake.</numerusform>
                <numerusform>None of {n} decisions looks like a mistake.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} of {all} decisions are probably mistakes.</source>
            <translation>
                <numerusform>One of {all} decisions is probably a mistake.</numerusform>
                <numerusform>{n} of {all} decisions are probably mistakes.</numerusform>
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
        <name>PaceCard</name>
        <message numerus="yes">
            <source>{n} decisions at the window</source>
            <translation>
                <numerusform>{n} decision at the window</numerusform>
                <numerusform>{n} decisions at the window</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PeoplePanel</name>
        <message numerus="yes">
            <source>a third settled {n}</source>
            <translation>
                <numerusform>a third settled {n}</numerusform>
                <numerusform>a third settled {n}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>two agree on {n}</source>
            <translation>
                <numerusform>two agree on {n}</numerusform>
                <numerusform>two agree on {n}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} for a third</source>
            <translation>
                <numerusform>{n} for a third</numerusform>
                <numerusform>{n} for a third</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} wait for a second opinion</source>
            <translation>
                <numerusform>{n} waits for a second opinion</numerusform>
                <numerusform>{n} wait for a second opinion</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PreviewList</name>
        <message numerus="yes">
            <source>The largest is {sku}: {n} photos.</source>
            <translation>
                <numerusform>The largest is {sku}: one photo.</numerusform>
                <numerusform>The largest is {sku}: {n} photos.</numerusform>
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
            <source>{n} photos stay alone.</source>
            <translation>
                <numerusform>one photo stays alone.</numerusform>
                <numerusform>{n} photos stay alone.</numerusform>
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
            <source>{products} of {n} photos</source>
            <translation>
                <numerusform>{products} of one photo</numerusform>
                <numerusform>{products} of {n} photos</numerusform>
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
            <source>Label {lot} of {to_review} alone, after about {n} checks ({time})</source>
            <translation>
                <numerusform>Label {lot} of {to_review} alone, after about one check ({time})</numerusform>
                <numerusform>Label {lot} of {to_review} alone, after about {n} checks ({time})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only {n} validation photos say how sure the model may be: this begins small, and may be far off.</source>
            <translation>
                <numerusform>Only one validation photo says how sure the model may be: this begins small, and may be far off.</numerusform>
                <numerusform>Only {n} validation photos say how sure the model may be: this begins small, and may be far off.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReliabilityPanel</name>
        <message numerus="yes">
            <source>How often {version} was right on {n} validation photos, by how sure it was. On the dashed line confidence is what it claims to be; below it the model is too sure. The strokes are 95 % intervals.</source>
            <translation>
                <numerusform>How often {version} was right on one validation photo, by how sure it was. On the dashed line confidence is what it claims to be; below it the model is too sure. The strokes are 95 % intervals.</numerusform>
                <numerusform>How often {version} was right on {n} validation photos, by how sure it was. On the dashed line confidence is what it claims to be; below it the model is too sure. The strokes are 95 % intervals.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Too early to say: {n} validation photos that {version} scored are decided, and it takes {least}. One of five decided photos becomes one.</source>
            <translation>
                <numerusform>Too early to say: one validation photo that {version} scored is decided, and it takes {least}. One of five decided photos becomes one.</numerusform>
                <numerusform>Too early to say: {n} validation photos that {version} scored are decided, and it takes {least}. One of five decided photos becomes one.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewCommands</name>
        <message numerus="yes">
            <source>Undo {n} decisions</source>
            <translation>
                <numerusform>Undo {n} decision</numerusform>
                <numerusform>Undo {n} decisions</numerusform>
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
            <source>{n} checks may save you {saved} of {to_review} still to review</source>
            <translation>
                <numerusform>One check may save you {saved} of {to_review} still to review</numerusform>
                <numerusform>{n} checks may save you {saved} of {to_review} still to review</numerusform>
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
            <source>Off: all {n} undecided photos come to you.</source>
            <translation>
                <numerusform>Off: the one undecided photo comes to you.</numerusform>
                <numerusform>Off: all {n} undecided photos come to you.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrainingPanel</name>
        <message numerus="yes">
            <source>Right on {new} of {n} validation photos; {parent} on {old}.</source>
            <translation>
                <numerusform>Right on {new} of {n} validation photo; {parent} on {old}.</numerusform>
                <numerusform>Right on {new} of {n} validation photos; {parent} on {old}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The model learns from what you decide. {n} decisions can teach it now; it takes over only if it is better on your photos.</source>
            <translation>
                <numerusform>The model learns from what you decide. One decision can teach it now; it takes over only if it is better on your photos.</numerusform>
                <numerusform>The model learns from what you decide. {n} decisions can teach it now; it takes over only if it is better on your photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VersionsPanel</name>
        <message numerus="yes">
            <source>{version} beside {against}, on the same {n} validation photos.</source>
            <translation>
                <numerusform>{version} beside {against}, on the same validation photo.</numerusform>
                <numerusform>{version} beside {against}, on the same {n} validation photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{version} is right on {share} of {n} validation photos.</source>
            <translation>
                <numerusform>{version} is right on {share} of {n} validation photo.</numerusform>
                <numerusform>{version} is right on {share} of {n} validation photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_OpenPlace</name>
        <message numerus="yes">
            <source>An inspection of {n} photos is open: {target} must be right</source>
            <translation>
                <numerusform>An inspection of one photo is open: {target} must be right</numerusform>
                <numerusform>An inspection of {n} photos is open: {target} must be right</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{done} of {n} blind photos decided, {left} left · the next stage takes about {next}</source>
            <translation>
                <numerusform>{done} of {n} blind photo decided, {left} left · the next stage takes about {next}</numerusform>
                <numerusform>{done} of {n} blind photos decided, {left} left · the next stage takes about {next}</numerusform>
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
            <source>About {n} photos fewer to review at your target of {target}.</source>
            <translation>
                <numerusform>About one photo fewer to review at your target of {target}.</numerusform>
                <numerusform>About {n} photos fewer to review at your target of {target}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About {n} photos more to review at your target of {target}.</source>
            <translation>
                <numerusform>About one photo more to review at your target of {target}.</numerusform>
                <numerusform>About {n} photos more to review at your target of {target}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>From watched folders: {n} new photos in {time}.</source>
            <translation>
                <numerusform>From watched folders: one new photo in {time}.</numerusform>
                <numerusform>From watched folders: {n} new photos in {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} are links: saving over one can change the original.</source>
            <translation>
                <numerusform>One is a link: saving over it can change the original.</numerusform>
                <numerusform>{n} are links: saving over one can change the original.</numerusform>
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
            <source>{n} files have other content than before.</source>
            <translation>
                <numerusform>{n} file has other content than before.</numerusform>
                <numerusform>{n} files have other content than before.</numerusform>
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
            <source>{n} photos still show what the other version said.</source>
            <translation>
                <numerusform>One photo still shows what the other version said.</numerusform>
                <numerusform>{n} photos still show what the other version said.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were written to {file}.</source>
            <translation>
                <numerusform>One photo was written to {file}.</numerusform>
                <numerusform>{n} photos were written to {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} products of several photos.</source>
            <translation>
                <numerusform>One product of several photos.</numerusform>
                <numerusform>{n} products of several photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were known.</source>
            <translation>
                <numerusform>One was known.</numerusform>
                <numerusform>{n} were known.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were left out: their files are gone or were changed since.</source>
            <translation>
                <numerusform>One was left out: its file is gone or was changed since.</numerusform>
                <numerusform>{n} were left out: their files are gone or were changed since.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{right} of {checks} right: {n} photos accepted.</source>
            <translation>
                <numerusform>{right} of {checks} right: one photo accepted.</numerusform>
                <numerusform>{right} of {checks} right: {n} photos accepted.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>schedule</name>
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
        <name>versions</name>
        <message numerus="yes">
            <source>{share} of {n} test pictures; that says little about your photos</source>
            <translation>
                <numerusform>{share} of {n} test picture; that says little about your photos</numerusform>
                <numerusform>{share} of {n} test pictures; that says little about your photos</numerusform>
            </translation>
        </message>
    </context>
</TS>
