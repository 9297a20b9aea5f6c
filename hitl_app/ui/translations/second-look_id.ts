<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id">
    <context>
        <name>AgreementPart</name>
        <message>
            <source> (kappa {kappa})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Agreement</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compares what two people said of the same photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photo was decided by two people yet: nothing can be said.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>People agree on {share} of {n} photos</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>What people disagree on</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ArrivalsCard</name>
        <message>
            <source>Check arrivals</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check arrivals for drift</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} photos came after certificate {number}. If {checks} of them, decided unaided ({time}), show no drift, the others are carried: accepted, but not certified.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>BurnDownCard</name>
        <message>
            <source>AT THE END OF</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DECIDED</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no photos yet. Drop a folder anywhere on this window: what is left of them stands here from then on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WAITING</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What was left, the last days first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>decided by people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>time of day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} are decided by people</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} fewer wait</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more wait</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos wait</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{waiting} and {decided}. Since {when} people decided {more} more; {change} than then.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CardPanel</name>
        <message>
            <source>Calibration</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Card of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Goes on from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Known failures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Learned from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Made by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Program, seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reads photos as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>error {share} on the test pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>temperature {value}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{share} of {n} held-out samples</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} phone photos that it never learned from</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} reference photos of this workspace</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} test pictures</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueDetail</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change the category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The category that the selection gets</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} photos selected</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueFilters</name>
        <message>
            <source>Accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All imports</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All states</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Any suggestion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At any time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decided by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decided by anyone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decided today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First decided first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grouped by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Headings by category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Headings by state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In the last 30 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In the last 7 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Largest confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last decided first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Least confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Least sure first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More than 30 days ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No headings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Oldest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Path, last first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sort by category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sort by path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sorted by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Suggested as, when it was decided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Surest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text in the path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time of decision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sure </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>was suggested: {category}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{when} · {n} photos</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueModel</name>
        <message>
            <source>Accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CATEGORY</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CONFIDENCE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DECIDED BY</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PHOTO</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>STATE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WHEN</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a product photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ not certified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>○ asked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>○ skipped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>○ waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>✓ accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>✓ decided</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message>
            <source>Catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop a folder, photos or a ZIP file anywhere on this window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export the selection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photo is like that</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other filters, or none, show more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show every photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table (*.csv);;JSON (*.json)</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Taken back for {n} photos.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The catalogue is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last operation is taken back…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Undo {n} decisions</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>counting…</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos are changed…</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos are reopened…</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos are written…</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were changed.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were written to {file}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were left as they are: they are decided one by one, unaided.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CataloguePanel</name>
        <message>
            <source>Catalogue accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None waits any more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of the {m} accepted without a certificate nothing is promised.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Of the {m} accepted without a certificate, and the {n} that wait, nothing is promised.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Of {n} photos people decided {vouched}; no certificate vouches for others.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Of {n} photos {vouched} have a label that people or a certificate vouch for; at least {share} of these are right, if what people said is ({sure} confidence).</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>There are no photos yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepted, carried (not certified)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepted, certified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepted, not certified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>decided by people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} still wait.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueView</name>
        <message>
            <source>Photos</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CategoriesPage</name>
        <message numerus="yes">
            <source> · {n} retired</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>A folder that holds one folder a category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add from a list…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add from folder names…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to the photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose above what {name} becomes part of; Esc leaves it as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Merge into {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of a new category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of a new category, then Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only folder names…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only those of a list…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retire {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no photos yet: this workspace can begin with your own categories alone. Until the first retraining the network suggests nothing then, and labels nothing.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} offered</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CategoryChanges</name>
        <message>
            <source>Show certificates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is offered again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is offered no more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} was added.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{old} counts as {name} from now on.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CategoryPanel</name>
        <message>
            <source>A part of its name, then Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the new category, then Enter</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CategoryRow</name>
        <message>
            <source>decided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>✓ </source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CategoryStrip</name>
        <message>
            <source>The category that the selection gets</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CertificatePanel</name>
        <message>
            <source>Certificates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No certificate yet. One stands here as soon as an inspection passes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save labels…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save page…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the chosen certificate as a page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the labels that the certificate covers</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ComparisonView</name>
        <message>
            <source>A row a category, a column what the network said. Arrow keys walk.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>AFTER</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>After: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>BEFORE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confusion matrix after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confusion matrix before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gained {gained}, lost {lost}: so many only the one, or only the other, gets right. In brackets, where the share of all such photos lies with 95 % confidence.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log score (0 is best)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ON THE REFERENCE PHOTOS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PHOTOS OF</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right of what it knew before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>TAKEN FOR</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The gate's table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is confused most often</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is confused with what</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the gate measured</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{category}, {n} photos</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{share} of {all}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConfusionModel</name>
        <message numerus="yes">
            <source>{part} of {n} photos of {category} are recognised</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{part} of {n} photos of {category} are taken for {said}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CorrectionsCard</name>
        <message>
            <source>Corrected most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was decided yet with a suggestion in sight. Confirm or correct some photos on the Review page: what is taken for what stands here then.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PHOTOS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SAID TO BE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SHARE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SUGGESTED</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Suggested, and what people said</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is corrected into what</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is corrected most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no product photo</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} times {suggested} into {said}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} suggestions were confirmed. A row for what was suggested, a column for what people said; Enter or a double click lists the photos of a cell. What was decided unaided is not among them.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CorrectionsModel</name>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were confirmed</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were said to be {said} ({s})</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>CurveView</name>
        <message>
            <source>Training curve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>of the lessons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>passes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right of the reference photos, %</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DecisionRow</name>
        <message>
            <source>Look at {path} again, decided as {said}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>was {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DeskPresence</name>
        <message>
            <source>Both can go on: what one decides shows in the other in seconds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This workspace is open in another window too: {who}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} since {time}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DeskSession</name>
        <message>
            <source>A retraining runs already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The certificate was written to {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wait until it is done, or cancel it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is being written…</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} photos were written to {file}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>DeskWindow</name>
        <message>
            <source>A folder for the new workspace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A network is being trained</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About Second Look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another name…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel it and close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Closing cancels the retraining. Everything that you decided is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each decision carries the name {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a folder of photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imports</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Insights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a workspace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second Look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second Look {version}

A network labels the catalogue; you give a second look to what it cannot vouch for, and it learns from what you say.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Who is at the desk?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Yes, {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ZIP (*.zip)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} – Second Look</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>A folder a category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A folder a category with metadata.jsonl, as the datasets library loads it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A sheet with a row a photo; up to a million rows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A table with a row a photo, for data tools.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A table with a row a photo, for spreadsheets and scripts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An object a photo, with what is promised and certificates.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>COCO</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Excel workbook</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export what is known of the photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hugging Face ImageFolder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Images, categories and one annotation for each label.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>JSON</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Link to the originals instead of copying them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parquet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace the file?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The photos themselves, with a table of who said what beside them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where the new folder goes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>decided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is there already.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>GridFooter</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size of the pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>more are being grouped…</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} groups</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more (F5)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>GridPage</name>
        <message>
            <source>Drop a folder, photos or a ZIP file anywhere on this window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every photo is decided or accepted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go to the Review page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing to show together</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing waits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The catalogue is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last operation is taken back…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Undo {n}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>What waits shows no suggestion or was put off. It is decided photo by photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chosen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>confirm as {name}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>confirm {n} as {name}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>confirm {n}, each as its group</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>not chosen</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} are decided unaided by now, one by one.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} like no others</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} look-alikes</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos are decided…</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were left as they were.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were decided or put off by somebody else.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were scored again: group again to see them (F5).</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{place} of {all}, {group}, {chosen}, {path}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>GridView</name>
        <message>
            <source>Look-alikes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not in the set</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ImportsPage</name>
        <message>
            <source>Add files or ZIP…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Begin with my own categories…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DETAIL</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop a folder, photos or a ZIP file anywhere on this window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every file of this import could be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>FILE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>FOUND</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>FROM</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files that could not be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imports</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Its {n} photos go from the workspace, also those that later imports met again. The files themselves stay. Nothing that people decided can be lost.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>KNOWN</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NEW</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was imported yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress of the import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>STATE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save list as CSV…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Some of its photos are gone already. Take it back again to go on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take it back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take the import back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take the import back…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The list was written to {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This import is running.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This import was taken back; its photos can be imported again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try them again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>UNREADABLE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WHEN</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WHY</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What this import read is kept; it can go on where it was.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} files could not be read</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos came in</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>■ cancelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>■ taken back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ half taken back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ interrupted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>● running</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>✓ done</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InsightsPage</name>
        <message>
            <source>Accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Corrections</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Insights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Learning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page (*.html)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the certificate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sections of this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InspectionPanel</name>
        <message>
            <source>EARN ACCEPTANCE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>older photos: all looks spent · photos since: {left} left</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{spent} of {n} looks spent, {left} left</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>Inspections</name>
        <message numerus="yes">
            <source>An inspection of {n} photos is open.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Go on deciding</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The inspection was cancelled; what was decided stays decided.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} checks, and as many other photos, now come up without the network's opinion.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>JobNews</name>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It was cancelled; nothing was written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No inspection was opened.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roll back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The import was cancelled; what it read is kept.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The import was taken back: {n} photos are gone from the workspace.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>The job was cancelled; what it had done is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last import did not come to its end.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other version labels now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The retraining was cancelled; the network is as it was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What it read is kept; it can go on where it was.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} decided photos were left out: their thumbnails are gone.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions are of categories that are no longer offered.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>KeyField</name>
        <message>
            <source>New key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>press a key</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source>All as shipped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>COMMAND</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Commands and their keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Digits are categories by their place on the keyboard.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give it this key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>KEYS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press the new key of “{name}” in the field below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The keys hold until the desk is closed; they could not be kept: {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WHERE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>everywhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{key} is “{other}” now, which would be left without this key.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeysOverlay</name>
        <message>
            <source>Catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everywhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>close</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LanguageMenu</name>
        <message>
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From its next start on, the desk speaks this language: {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LastDecisions</name>
        <message>
            <source>What you decide shows here, to look at again.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LearningCard</name>
        <message>
            <source>95 % INTERVAL</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many of the reference photos each version got right, by the lessons that it learned from. A full dot was better than the version before it, a ring was not. The strokes are 95 % intervals; reference photos become more with time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LESSONS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No retraining has been measured yet. Decide some photos, then choose Retrain now on the Networks page: each version stands here then.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>REFERENCE PHOTOS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RIGHT</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retrainings, the last one first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>THE GATE SAID</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>VERSION</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WHEN</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What lessons brought</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lessons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right of the reference photos, %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>undecided</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{version}: {n} lessons, {share} right</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>LookAlikeStrip</name>
        <message>
            <source>MOST LIKE IT, DECIDED BEFORE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This looks like a photo decided as {said} {when}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on {day}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yesterday</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Copy details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dismiss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MistakesPart</name>
        <message numerus="yes">
            <source> The {n} most probable are listed.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Fewer than 50 decided photos: nothing can be said yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finds decisions that the network, taught by all others, is against.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Likely mistakes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look for mistakes</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>None of {n} decisions looks like a mistake.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Nothing can be said yet: it takes 50 photos of several categories that the same network version labelled.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} of {all} decisions are probably mistakes.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>NetworkCare</name>
        <message>
            <source>Put the folder back under models, and activate it, to undo that.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NetworksPage</name>
        <message>
            <source>Decide some photos first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>FROM</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Promise and habits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retrain now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retraining</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retrainings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sections of this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>TO</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>VERDICT</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WHEN</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} lessons</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reference photos</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>NoteLine</name>
        <message>
            <source>What your colleague should know, then Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} asks: {note}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OperatorDialog</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each decision carries this name, and undo takes back what it decided. What somebody puts to a colleague comes to the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Who is at the desk?</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OpinionsPanel</name>
        <message>
            <source>Apply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply second opinions and carrying</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Carry arrivals</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second opinions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second opinions and later photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of second opinions in percent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>So many of the photos that one person decides come up once more, unaided, with another person. To carry arrivals means that photos which come after a certificate can be accepted under it while checks show no drift: marked carried, not certified.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OrderButton</name>
        <message>
            <source>Order of the queue: {order}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PaceCard</name>
        <message>
            <source>AN HOUR</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DECISIONS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everybody</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HOURS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nobody decided anything yet. Confirm or correct some photos on the Review page: how many an hour takes stands here then.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>OPERATOR</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pace by operator</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>decisions an hour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hour of the day</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} decisions at the desk</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} hours</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{who}: {decisions} in {hours}, {pace} an hour; most from {from_}:00 to {to}:00, {best} an hour. Only hours in which somebody decided are counted.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PeoplePanel</name>
        <message>
            <source> They are switched off now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nobody is asked for a second opinion. On the Networks page you can have a share of the decided photos come up once more, with another operator.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second opinions: {parts}.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>a third settled {n}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>two agree on {n}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} for a third</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} wait for a second opinion</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoCaption</name>
        <message>
            <source>accepted alone: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>decided: {said}, by {who}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>for a colleague</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not certified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>skipped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{who} asks</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PhotoView</name>
        <message>
            <source>No photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photo {path}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Suggestion {name}, {share}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>original not found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>zoomed {factor}×</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <source>The chosen photo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PlotCard</name>
        <message>
            <source>Picture (*.png)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save figures…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save picture…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the figures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the figures of {plot}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save {plot} as a picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Written to {file}.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProposalPanel</name>
        <message>
            <source>As proposed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Checks of the first look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Counting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide some more and retrain, or ask for less; then look again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>If it passes, a certificate says with {confidence} confidence that at least {target} of these labels are right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import more photos, or look at the certificates below.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Label {lot} of {waiting} alone, after about {n} checks ({time})</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Least confidence of the lot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lot and checks as proposed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No inspection would pay now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photo waits: there is nothing to accept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No such inspection can pass</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of the lot, at least this must be right</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Only {n} reference photos say how sure the network may be: this begins small, and may be far off.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Open the inspection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set another lot or other checks, or take what is proposed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lot begins at a confidence of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chance that it passes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>checks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>less to decide</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>of your time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>photos in the lot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wrong checks allowed</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecentMenu</name>
        <message>
            <source>Open recent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} in {place}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReliabilityPanel</name>
        <message>
            <source>Confidence and truth</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>How often {version} was right on {n} reference photos, by how sure it was. On the dashed line confidence is what it claims to be; below it the network is too sure. The strokes are 95 % intervals.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>No network labels this workspace.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share right by confidence</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Too early to say: {n} reference photos that {version} scored are decided, and it takes {least}. One of five decided photos becomes one.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>confidence, %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right, %</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReviewHeader</name>
        <message>
            <source>Share of the photos that is done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They come up at the end of the queue too. In an inspection, what is skipped counts as wrong until it is decided.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>about {time}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{done} of {n} photos are done</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} a minute</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} asked</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} left</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} skipped: look again</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} with a colleague</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewOffer</name>
        <message>
            <source>Earn acceptance…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retrain now</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} checks may save you {saved} of {waiting} that wait</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions to learn from: retraining takes about {time}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Undo {n} decisions</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Undo {what}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{one} or {other}?</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message>
            <source>Decide without a suggestion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LAST DECISIONS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No suggestion</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReviewStage</name>
        <message>
            <source>Drop a folder or a ZIP file here, or press Ctrl+I.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every photo has its label. Import more, or look at the last decisions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In an inspection, what is skipped counts as wrong until it is decided.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at them yourself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photos yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is left for you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The first photos are on their way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They show here as soon as the network has looked at them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is left was skipped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you put to a colleague waits for somebody else to be at the desk.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SchedulePanel</name>
        <message>
            <source>Apply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply the schedule</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At night, while nobody decides, from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>By itself only while this window is open and no inspection is. Older versions are pruned: their folders go, but for pinned, shipped and certified ones, the active one, its parent and the one to roll back to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decisions until a retraining begins by itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the newest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest versions that are kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retrain by itself after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time from which a retraining may begin by itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When to retrain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>decisions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>versions</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ShareField</name>
        <message>
            <source>{name} in percent</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message>
            <source>Drop to import</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Spotlight</name>
        <message>
            <source>lit: what speaks for {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>looking…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message numerus="yes">
            <source> · {n} more</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>At the desk: {who}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the job</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Network {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No network labels this workspace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is running</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress of the job</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Who is at the desk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a person sees every photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepts alone from {share}, not certified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>also here: {who}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} accepted under certificates</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} carried, not certified</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>SuggestionCard</name>
        <message>
            <source>Confirm {name}, {share}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Enter</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TargetPanel</name>
        <message>
            <source>A lot is accepted when its checks prove that at least the target is right. All certificates of the same photos together are wrong at most as often as the confidence leaves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply the target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confidence in percent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Earn acceptance…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How right the labels must be</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Target in percent</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ThresholdPanel</name>
        <message>
            <source>A threshold promises nothing: how many of these labels are wrong is unknown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply the threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Counting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Let the network label alone from a confidence of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Manual threshold</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Off: all {n} undecided photos come to you.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Sends {waiting} of {total} to you; {accepted} accepted alone, not certified.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Threshold in percent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not certified</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TrainingPanel</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the retraining</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No retraining yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress of the retraining</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retraining</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Right on {new} of {n} reference photos; {parent} on {old}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>The network learns from what you decide. {n} decisions can teach it now; it takes over only if it is better on your photos.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>VersionsPanel</name>
        <message>
            <source>A pinned version is never pruned.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activate it all the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare the chosen one with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Evaluate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>LESSONS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Network versions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ON YOUR PHOTOS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roll back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roll back to {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SINCE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>STATE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The gate did not call {name} better on your photos. Its activation is recorded as your decision against the gate.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no reference photos yet: decide more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unpin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>VERSION</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version to compare with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>active</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>from {parent}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pruned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shipped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{share} of {all}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{share} of {n} test pictures; that says little about your photos</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{version} beside {against}, on the same {n} reference photos.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{version} is right on {share} of {n} reference photos.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>▲ folder gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>◆ pinned</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>Begin with my own categories…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the folder that keeps your decisions. A folder that keeps none yet becomes a workspace with the first import.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import photos here…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New workspace…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>OPENED BEFORE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Second Look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Welcome</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which photos is it about?</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_OpenPlace</name>
        <message numerus="yes">
            <source>An inspection of {n} photos is open: {target} must be right</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Cancel it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the inspection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the inspection indeed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on deciding</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the inspection open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They come up among the others without the network's opinion. Some of them are checks, and nobody can tell which. A look is told as soon as nothing can change it any more; most inspections end long before the last of them is decided.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unaided photos decided for the next look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What was decided stays decided; looks that were made stay spent.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{done} of {n} unaided photos decided, {left} left · the next look takes about {next}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>_Tile</name>
        <message>
            <source>Look at {path} again, decided as {said} by {who}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_WorkingPlace</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel the job</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress of the job</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>answers</name>
        <message>
            <source>a retired category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>asked a colleague</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a product photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>skipped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>withdrawn</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>categories</name>
        <message>
            <source>ACCEPTED</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CATEGORY</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DECIDED</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>KEY</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NETWORK</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photo has to move from {name} to {into}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photo was decided as {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not known to the network: {names}. It can be sure and wrong about their photos until the next retraining.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network knows none of these categories: it suggests nothing until the first retraining.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The open inspection is closed; its decisions stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The open inspection was closed; its decisions stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This cannot be undone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What waits gets the likeliest category that is left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>merged into {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not yet known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>retired</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{line}: {why}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{names} and {n} more</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{name} is retired for good.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} accepted</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} accepted photos under certificate {number} may be touched.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} categories were added</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decided photos and {others} move from {name} to {into}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decided photos keep {name} as their label, and teach nothing.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decided photos move from {name} to {into}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} not certified</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos that were accepted without a certificate wait again.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} under certificate {number}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were refused</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were there already</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>certificates</name>
        <message>
            <source>A threshold promises nothing: how many of these labels are wrong is unknown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ACCEPTED</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>AT LEAST</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accepted under an older certificate; not certified themselves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At least so many of the accepted labels are right: {share}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CHECKS RIGHT</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CONFIDENCE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>DATE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NO.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Proved on checks that people decided unaided.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>STATE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>TARGET</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>VERSION</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>manual threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unknown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{right} of {checks}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ carried</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ not certified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>✓ certified</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>commands</name>
        <message>
            <source>&amp;Catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Grid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About Second Look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activate a version…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a category…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add from a list…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add from folder names…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask a colleague</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask with a note…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to the Review page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back up…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel retraining</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change keys…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change the category of the selection…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the category of that digit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the group, then everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare versions…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confirm the suggestion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Earn acceptance…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Evaluate the active version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export the selection…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find text in the paths</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fit the photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group again what waits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import files or ZIP…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imports</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Insights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at skipped photos again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at the next photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at the photo before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at the photo on the Review page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look-alikes together</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Merge into another…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New category…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New workspace…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a product photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open workspace…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Order of the queue…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reopen the selection: let it wait again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retire…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retrain now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roll back to the version before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Schedule…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show in the folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show what the network looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Skip</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take into the selection or out of it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Who is at the desk…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all of the group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ask a colleague</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ask with a note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bring back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>confirm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>copy the path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>explain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>find</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>find a category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>group again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in or out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>look at it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>look closer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>look-alikes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>merge into another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>move down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>move up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>new category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rename</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reopen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>retire</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>skip</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>undo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>dialogs</name>
        <message>
            <source>A list with one name a line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lists (*.txt *.csv *.tsv);;All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos and ZIP files ({endings})</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>formats</name>
        <message>
            <source>HH:mm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yyyy-MM-dd</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{d} d</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{h} h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{h} h {m} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{m} min</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} days</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{s} s</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>jobs</name>
        <message numerus="yes">
            <source>About {n} photos fewer to review at your target of {target}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>About {n} photos more to review at your target of {target}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Activating</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Applying the threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Backing up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparing people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparing photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparing versions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Evaluating</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Explaining</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exporting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Importing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking at the checks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking for mistakes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Opening the inspection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Putting the queue in order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retraining</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rolling back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scoring again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Taking an import back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The workspace was backed up to {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whether {candidate} is better cannot be told yet; {active} goes on labelling.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>comparing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>copying the database</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>fixing the lot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>forgetting photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>looking at photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>looking for photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>moving photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>packing, in MB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>predicting what was held out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>preparing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>scoring</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sorting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>starting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>stopping…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waits in line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>writing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{candidate} is better on your photos and labels from now on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{candidate} is not better on your photos; {active} goes on labelling.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{candidate} labels from now on, as you asked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} checks</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} files could not be read.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new photos in {time}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were written to {file}.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were known.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were left out: their files are gone or were changed since.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{rate}/s</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{right} of {checks} right: {n} photos accepted.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{wrong} of {checks} wrong: more checks come up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{wrong} of {checks} wrong: not yet; a lot of {lot} would take {next}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{wrong} of {checks} wrong: not yet; a smaller lot of {lot} would take {next}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{wrong} of {checks} wrong: not yet; no inspection would pay now.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>mistakes</name>
        <message>
            <source>DECIDED AS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PHOTO</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PROBABLY</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SURE</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>orders</name>
        <message>
            <source>By category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Least sure first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Most sure first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Oldest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What teaches most</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>people</name>
        <message>
            <source>ONE SAYS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PHOTOS</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>THE OTHER</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a product photo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>schedule</name>
        <message>
            <source>Nothing decided since</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing decided so far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>another is expected to bring next to nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>another is expected to get about {gain} more of your photos right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it takes about {time} here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>what another would bring is not known yet</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{n} decisions since the last retraining</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions so far</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>training</name>
        <message>
            <source>? undecided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>■ cancelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>▲ interrupted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>● running</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>✓ better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>✗ not better</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <source>A least confidence of {value} is not possible.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A target of {value} is not possible.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A workbook holds {most:,} photos, and these are {photos:,}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activate a version that is listed by `hitl-app networks list`.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activate the version that you want by its name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add another one before you retire it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add your categories to those that there are, and retire what you do not need.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All lessons are of one category, {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An inspection is open already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An inspection was opened while the network's opinion of this photo was in sight.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program (process {pid} on {host}) does this job in this workspace: {job}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program holds the review database {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring that one back, or choose another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check that the file is there and may be read by you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check that the file may be read by you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check the disk, and make a backup to another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Checks were drawn since these photos came, so they stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a folder on a disk of this computer; the photos may stay on the share.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a folder that holds JPEG, PNG, WebP, AVIF, TIFF, BMP, GIF or HEIC files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a folder that holds one folder a category.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a list of the categories alone; nothing was added.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a shorter one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another category.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another file; nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another folder, or move that file away.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another name, or an empty folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another place for the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another place, or check that you may write there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another version; pin one to keep it for good.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose fewer photos, or another format.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose one from 0 to 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose one from {low:.0%} to {high:.1%}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close that program, or wait until it is done, and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the desk and wait for running jobs, then restore again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connect the disk that it is on; what was decided needs no originals.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide a photo first, or name another operator.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide it once more, as it shows now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide its photos, or cancel it before you open another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide more photos and retrain, then look again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide more photos: one of five becomes a reference photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide photos of a second one, then retrain.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide some photos first: four of five of them become lessons.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decide them yourself: under {least} photos a certificate saves nothing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give a {type} from {low} to {high}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give it as 22:00, or say off.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give yourself the right to write to that folder, or choose another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HEIC needs the package pillow-heif</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a folder of photos there, or run `hitl-app init`, to make one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Install it with: pip install 'hitl-app[parquet]', or choose another format.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It forgot some of what the network knew: {candidate:.1%} right instead of {active:.1%} on photos that neither learned.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is less sure of what is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is surer of what is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It recognises {category} worse: {candidate:.0%} of {count} instead of {active:.0%}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It takes {least} arrivals of which the certificate's own version is as sure, no drift.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Let the name end in .csv, .json, .xlsx or .parquet, or name one of these: {known}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Let the name end in {ending}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at the proposal again: another version labels, or the categories changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look it up on the Imports page.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look it up with `hitl-app queue` or in an export.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make room and try again; everything decided before is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move that file away, or restore a backup over it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No inspection is expected to save work now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No inspection is open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No network labels this workspace.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photos can be accepted under an older certificate now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No version was active before this one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of the reference photos it is right on only {gained} where the active version is wrong, and wrong on {lost} where that is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of the reference photos it is right on {gained} where the active version is wrong, and wrong on {lost} where that is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of the reference photos it is right on {gained} where the active version is wrong, and wrong on {lost} where that is right: too little to tell.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One of them is enough.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only a suggestion of the version in force that is on the screen can be explained.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open one under Training &gt; Earn acceptance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parquet needs a library that is not installed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People decided photos of this import ({count}), so it stays.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos that came later are not accepted under older certificates.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put it back or restore a backup, then open the workspace again; this was not saved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore a backup; decisions are kept, but there is nothing to learn from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore its folder under `models`, or activate another version.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Restore the last backup; the folder `backups` beside it may hold one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retire those that nobody needs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save it as CSV in UTF-8 with the columns photo and label.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save it as text in UTF-8 with one name a line, or as CSV with the names first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See `hitl-app categories list` for those that are offered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See `hitl-app inspect --list` for those that there are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See `hitl-app networks list` for those that there are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set {name} to 1 to allow it; what is accepted so is marked as carried, not certified.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something went wrong that the program did not expect: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start it again when that one is done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start the job again: it goes on where it was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk failed while {path} was read or written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk is full: {path} could not be written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The files of {lost} are not those that were registered, so {version} labels again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder of {lost} is gone, so {version} labels again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {path} is not there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The inspection was closed while its lot was being fixed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The job stopped since another program took it over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The name holds a character that cannot be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The name is empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The name is longer than {limit} characters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network has nothing to show of this photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network version {version} cannot be used: {detail}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network version {version} is not there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network version {version} was pruned: only its line in the list is left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The process that did this job ended unexpectedly ({detail}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The review database {path} cannot be written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The review database {path} was deleted or replaced while it was open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The settings are: {known}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The thumbnails of all decided photos ({count}) are gone or damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The workspace {path} is in use.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no reference photos yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are photos in this workspace already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are too few photos for an inspection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is a category {name} already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is a retired category {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no category {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no certificate {number}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no folder in {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no import number {number}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no job called {job}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no name in {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no network version {version}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no photo in {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no photo {photo} in this workspace.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no setting {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no workspace in {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing of {operator} to take back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing to learn from yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There would be more than {most} categories.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too few reference photos are decided: {count}; it takes {minimum} to judge.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again; if it stays, copy the details into a report.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type it again without that character.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Update the program to open it; nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Update the program: its parts do not match.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use one of: {choices}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wait until it is done, or cancel it there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What nobody wants can be decided as not a product photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write `photo,label` into its first line.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write one name a line.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a network said so, not a person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it ends too early</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it has too many pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is encrypted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is larger than the program reads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not a whole ZIP file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not an image of a known format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not an ordinary file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it may not be read by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>more than one photo has that name; give the path or the hash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no photo of that hash, path or name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no such category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the row names no photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the system could not read it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{happened}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} cannot be merged into itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has a meaning of its own here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is the last category.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} labels these photos: it learned from photos in colour.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} labels these photos: they are all 28×28 and grey, as it learned them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} labels what comes in, until the first photos say which network fits them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} lends its features: it knows none of your categories, and suggests nothing until the first retraining.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} stands in the list twice, first in line {line}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} was merged into {into} for good.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} belongs to the workspace itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read as a list: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read as a table: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} could not be read: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} could not be written: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} has no columns named photo and label.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds more than {most} names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is a database of another program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a database.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is not a whole backup of Second Look: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is on a network share, where a review database is not safe.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is there already, and nothing is written over it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} names no file that this can be written to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} names no format that can be exported.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} was written by a newer version of Second Look.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{remedy}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value!r} is no value of the setting {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} is no time of day.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} is not possible for the setting {name}.</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
