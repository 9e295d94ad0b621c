import type { Told } from '../sentences.js';

/** A refiner’s own form: the file, its mapping, and the shipment it is filled for. */
export const forms = {
  'form-unreadable': {
    en: [
      'Not a form that can be read',
      'This is neither a workbook nor a CSV file that can be read (“{at}”)[[; the fault is in {part}]]. Accepted: Excel’s .xlsx, whole and as it was saved, or CSV in UTF-8. Open the file in a spreadsheet and save it anew.',
    ],
    es: [
      'Formulario ilegible',
      'Esto no es un libro de cálculo ni un CSV que se pueda leer («{at}»)[[; la falla está en {part}]]. Se acepta .xlsx de Excel, completo y como fue guardado, o CSV en UTF-8. Abra el archivo en un programa de cálculo y guárdelo de nuevo.',
    ],
    fr: [
      'Formulaire illisible',
      'Ce n’est ni un classeur ni un CSV lisible (« {at} »)[[ ; le défaut est dans {part}]]. Accepté : .xlsx d’Excel, entier et tel qu’enregistré, ou CSV en UTF-8. Ouvrez le fichier dans un tableur et enregistrez-le de nouveau.',
    ],
  },
  'form-encrypted': {
    en: [
      'Locked or of an older kind',
      'This workbook is encrypted with a password, or is of the older kind .xls (“{at}”). Save it as .xlsx without a password.',
    ],
    es: [
      'Cifrado o de formato antiguo',
      'Este libro está cifrado con contraseña o es del formato antiguo .xls («{at}»). Guárdelo como .xlsx sin contraseña.',
    ],
    fr: [
      'Chiffré ou d’un ancien format',
      'Ce classeur est chiffré par mot de passe, ou de l’ancien format .xls (« {at} »). Enregistrez-le en .xlsx sans mot de passe.',
    ],
  },
  'form-active': {
    en: [
      'Holds macros',
      'This workbook holds macros, controls or embedded objects, which run on the computer of whoever opens it (“{at}”)[[: {part}]]. Ask for the form without them, or save it as .xlsx and remove them.',
    ],
    es: [
      'Contiene macros',
      'Este libro contiene macros, controles u objetos incrustados, que se ejecutan en el computador de quien lo abre («{at}»)[[: {part}]]. Pida el formulario sin ellos, o guárdelo como .xlsx y quítelos.',
    ],
    fr: [
      'Contient des macros',
      'Ce classeur contient des macros, contrôles ou objets incorporés, qui s’exécutent sur l’ordinateur de qui l’ouvre (« {at} »)[[ : {part}]]. Demandez le formulaire sans eux, ou enregistrez-le en .xlsx et retirez-les.',
    ],
  },
  'form-external': {
    en: [
      'Reaches out of the file',
      'This workbook takes something from outside itself (“{at}”)[[: {part}]]. Break the links to other workbooks, queries and pictures on the net, and save it again.',
    ],
    es: [
      'Toma datos de fuera',
      'Este libro toma algo de fuera de sí mismo («{at}»)[[: {part}]]. Rompa los vínculos a otros libros, consultas e imágenes en la red, y guárdelo de nuevo.',
    ],
    fr: [
      'Puise hors du fichier',
      'Ce classeur puise hors de lui-même (« {at} »)[[ : {part}]]. Rompez les liens vers d’autres classeurs, requêtes et images en ligne, et enregistrez-le de nouveau.',
    ],
  },
  'form-doctype': {
    en: [
      'Declares entities',
      'A part of this workbook declares a document type or entities, which no spreadsheet writes (“{at}”)[[: {part}]]. Open the file in a spreadsheet and save it anew.',
    ],
    es: [
      'Declara entidades',
      'Una parte de este libro declara un tipo de documento o entidades, que ningún programa de cálculo escribe («{at}»)[[: {part}]]. Abra el archivo en un programa de cálculo y guárdelo de nuevo.',
    ],
    fr: [
      'Déclare des entités',
      'Une partie de ce classeur déclare un type de document ou des entités, ce qu’aucun tableur n’écrit (« {at} »)[[ : {part}]]. Ouvrez le fichier dans un tableur et enregistrez-le de nouveau.',
    ],
  },
  'form-unfolds': {
    en: [
      'Unfolds too far',
      'Unpacked, this workbook is far larger than a form is (“{at}”)[[: at most {most} MiB in {parts} parts]]. Remove sheets and pictures that the form does not need.',
    ],
    es: [
      'Demasiado grande al descomprimir',
      'Descomprimido, este libro es mucho más grande que un formulario («{at}»)[[: a lo sumo {most} MiB en {parts} partes]]. Quite las pestañas e imágenes que el formulario no necesita.',
    ],
    fr: [
      'Trop grand une fois décompressé',
      'Décompressé, ce classeur est bien plus grand qu’un formulaire (« {at} »)[[ : au plus {most} Mio en {parts} parties]]. Retirez les feuilles et images dont le formulaire n’a pas besoin.',
    ],
  },
  'form-sheet-large': {
    en: [
      'Sheet too large',
      'A sheet of this workbook is too large to be filled (“{at}”)[[: {part}, at most {most} MiB unpacked, {cells} cells and {ranges} merged ranges]]. Delete the rows and columns below and beside the form, and save it again.',
    ],
    es: [
      'Pestaña demasiado grande',
      'Una pestaña de este libro es demasiado grande para llenarla («{at}»)[[: {part}, a lo sumo {most} MiB sin comprimir, {cells} celdas y {ranges} grupos de celdas combinadas]]. Borre las filas y columnas debajo y al lado del formulario, y guárdelo de nuevo.',
    ],
    fr: [
      'Feuille trop grande',
      'Une feuille de ce classeur est trop grande pour être remplie (« {at} »)[[ : {part}, au plus {most} Mio décompressés, {cells} cellules et {ranges} fusions]]. Supprimez les lignes et colonnes sous le formulaire et à côté, et enregistrez-le de nouveau.',
    ],
  },
  'form-large': {
    en: [
      'Form too large',
      'This is too large for a form (“{at}”)[[: at most {most} KiB. Make its pictures smaller]][[: at most {mapping} KiB as JSON. Shorten its words]][[: at most {headings} headings. Say in header on which line they stand]].',
    ],
    es: [
      'Formulario demasiado grande',
      'Esto es demasiado grande para un formulario («{at}»)[[: a lo sumo {most} KiB. Reduzca sus imágenes]][[: a lo sumo {mapping} KiB en JSON. Acorte sus textos]][[: a lo sumo {headings} encabezados. Diga en header en qué línea están]].',
    ],
    fr: [
      'Formulaire trop grand',
      'Ceci est trop grand pour un formulaire (« {at} »)[[ : au plus {most} Kio. Réduisez ses images]][[ : au plus {mapping} Kio en JSON. Abrégez ses textes]][[ : au plus {headings} en-têtes. Dites dans header à quelle ligne ils sont]].',
    ],
  },
  'form-sheet-missing': {
    en: ['No such sheet', 'The workbook has no such sheet (“{at}”)[[: {sheet}]].[[ It has: {all}.]]'],
    es: ['No hay tal pestaña', 'El libro no tiene tal pestaña («{at}»)[[: {sheet}]].[[ Tiene: {all}.]]'],
    fr: ['Pas de telle feuille', 'Le classeur n’a pas de telle feuille (« {at} »)[[ : {sheet}]].[[ Il a : {all}.]]'],
  },
  'form-field-unknown': {
    en: [
      'No such field',
      'There is no such thing to fill in (“{at}”)[[: {field}]].[[ Nearest: {nearest}.]] GET /api/intake-forms lists all there are.',
    ],
    es: [
      'No hay tal campo',
      'No hay tal dato para llenar («{at}»)[[: {field}]].[[ Los más parecidos: {nearest}.]] GET /api/intake-forms da la lista de todos.',
    ],
    fr: [
      'Pas de tel champ',
      'Il n’y a rien de tel à remplir (« {at} »)[[ : {field}]].[[ Les plus proches : {nearest}.]] GET /api/intake-forms donne la liste de tous.',
    ],
  },
  'form-field-of-bars': {
    en: [
      'Every bar has its own',
      'This differs from bar to bar and stands in no single cell (“{at}”)[[: {field}]]. Map it to a column under rows; for the whole shipment there are the fields that begin with total.',
    ],
    es: [
      'Cada barra tiene el suyo',
      'Esto cambia de barra a barra y no va en una sola celda («{at}»)[[: {field}]]. Asígnelo a una columna en rows; para todo el embarque están los campos que empiezan por total.',
    ],
    fr: [
      'Chaque lingot a le sien',
      'Ceci change d’un lingot à l’autre et ne tient pas dans une seule cellule (« {at} »)[[ : {field}]]. Affectez-le à une colonne sous rows ; pour toute l’expédition il y a les champs qui commencent par total.',
    ],
  },
  'form-cell-unknown': {
    en: [
      'Not a place in a sheet',
      'A sheet has no such place (“{at}”)[[: {cell}]]. A cell is written like B4, up to XFD1048576; a column like B.',
    ],
    es: [
      'No es un lugar del libro',
      'Una pestaña no tiene tal lugar («{at}»)[[: {cell}]]. Una celda se escribe como B4, hasta XFD1048576; una columna como B.',
    ],
    fr: [
      'Pas un endroit de la feuille',
      'Une feuille n’a pas de tel endroit (« {at} »)[[ : {cell}]]. Une cellule s’écrit comme B4, jusqu’à XFD1048576 ; une colonne comme B.',
    ],
  },
  'form-cell-formula': {
    en: [
      'A formula stands there',
      'The form computes this itself (“{at}”)[[: cell {cell}]]. Leave it to the form, or let the rows end before it.',
    ],
    es: [
      'Ahí hay una fórmula',
      'Esto lo calcula el mismo formulario («{at}»)[[: celda {cell}]]. Déjelo al formulario, o termine las filas antes.',
    ],
    fr: [
      'Une formule s’y trouve',
      'Le formulaire calcule ceci lui-même (« {at} »)[[ : cellule {cell}]]. Laissez-le au formulaire, ou terminez les lignes avant.',
    ],
  },
  'form-cell-merged': {
    en: [
      'Hidden by a merged cell',
      'This cell is merged with others and not the first of them, so that nothing in it would be seen (“{at}”)[[: cell {cell}]]. Name the one at the top left.',
    ],
    es: [
      'Oculta por celdas combinadas',
      'Esta celda está combinada con otras y no es la primera, así que nada de ella se vería («{at}»)[[: celda {cell}]]. Nombre la de arriba a la izquierda.',
    ],
    fr: [
      'Masquée par une fusion',
      'Cette cellule est fusionnée avec d’autres et n’en est pas la première, rien n’y serait visible (« {at} »)[[ : cellule {cell}]]. Nommez celle en haut à gauche.',
    ],
  },
  'form-cell-twice': {
    en: ['Named twice', 'Two things would go to the same place (“{at}”)[[: {cell}]]. Name each place once.'],
    es: ['Nombrado dos veces', 'Dos datos irían al mismo lugar («{at}»)[[: {cell}]]. Nombre cada lugar una vez.'],
    fr: [
      'Nommé deux fois',
      'Deux données iraient au même endroit (« {at} »)[[ : {cell}]]. Nommez chaque endroit une fois.',
    ],
  },
  'form-column-missing': {
    en: [
      'No such heading',
      'The file has no column of this heading (“{at}”)[[: {column}]].[[ Its headings: {all}.]] If they stand further down, say in header on which line.',
    ],
    es: [
      'No hay tal encabezado',
      'El archivo no tiene columna con este encabezado («{at}»)[[: {column}]].[[ Sus encabezados: {all}.]] Si están más abajo, diga en header en qué línea.',
    ],
    fr: [
      'Pas de tel en-tête',
      'Le fichier n’a pas de colonne à cet en-tête (« {at} »)[[ : {column}]].[[ Ses en-têtes : {all}.]] S’ils sont plus bas, dites dans header à quelle ligne.',
    ],
  },
  'form-rows-short': {
    en: [
      'Too few rows for the bars',
      'The form has too few rows for the bars of this shipment (“{at}”)[[: {rows} rows, {bars} bars]]. Ask the refiner for a longer one, or send the bars in two shipments.',
    ],
    es: [
      'Faltan filas para las barras',
      'El formulario tiene muy pocas filas para las barras de este embarque («{at}»)[[: {rows} filas, {bars} barras]]. Pida a la refinería uno más largo, o envíe las barras en dos embarques.',
    ],
    fr: [
      'Trop peu de lignes pour les lingots',
      'Le formulaire a trop peu de lignes pour les lingots de cette expédition (« {at} »)[[ : {rows} lignes, {bars} lingots]]. Demandez à l’affineur un formulaire plus long, ou envoyez les lingots en deux expéditions.',
    ],
  },
  'form-not-theirs': {
    en: [
      'Another refiner’s form',
      'This form is not that of the shipment’s consignee (“{at}”)[[: it is for {consignee}, the shipment goes to {other}]].',
    ],
    es: [
      'Formulario de otra refinería',
      'Este formulario no es del consignatario del embarque («{at}»)[[: es de {consignee}, el embarque va a {other}]].',
    ],
    fr: [
      'Formulaire d’un autre affineur',
      'Ce formulaire n’est pas celui du destinataire de l’expédition (« {at} »)[[ : il est pour {consignee}, l’expédition va à {other}]].',
    ],
  },
} as const satisfies Readonly<Record<string, Told>>;
