import type { Sentences } from '../sentences.js';

export const fr: Sentences = {
  malformed: [
    'Illisible',
    '« {at} » est illisible[[ : reçu « {value} »]].[[ Serait juste l’un de : {choices}.]][[ Au plus {length} caractères.]][[ Par exemple : {example}.]]',
  ],
  'unknown-field': [
    'Champ inconnu',
    '« {at} » n’est pas un champ de cette demande. Retirez-le ou vérifiez son orthographe.',
  ],
  missing: [
    'Donnée manquante',
    '« {at} » manque[[ pour le lot {lot}]].[[ Serait juste l’un de : {choices}.]][[ Par exemple : {example}.]]',
  ],
  'not-a-number': [
    'Pas un nombre',
    '« {at} » n’est pas un nombre entier[[ : reçu « {value} »]].[[ Par exemple : {example}.]]',
  ],
  'not-positive': [
    'Pas supérieur à zéro',
    '« {at} » doit être supérieur à zéro[[ : reçu {value}]].[[ Par exemple : {example}.]]',
  ],
  'out-of-range': ['Hors limites', '« {at} » est hors limites[[ : reçu {value}]].[[ Serait juste de {min} à {max}.]]'],
  'not-a-date': [
    'Pas une date',
    '« {at} » n’est pas un jour du calendrier[[ : reçu « {value} »]]. Écrivez année-mois-jour, par exemple 2026-03-15.',
  ],
  'in-the-future': [
    'Date future',
    '« {at} » est dans le futur[[ : {day}]].[[ Le dernier jour possible est le {today}.]] Vérifiez la date.',
  ],
  chronology: [
    'Ordre des dates',
    '« {at} » est trop tôt[[ : {day}]][[, lot {lot}]].[[ Serait juste le {notBefore} ou après.]]',
  ],
  'unknown-lot': ['Lot inconnu', 'Ce lot n’existe pas[[ : {lot}]]. Vérifiez le code de son étiquette (« {at} »).'],
  'unknown-organisation': [
    'Organisation inconnue',
    'Cette organisation n’existe pas[[ : {organisation}]] (« {at} »). Enregistrez-la d’abord ou vérifiez son code.',
  ],
  'unknown-site': [
    'Site inconnu',
    'Ce site n’existe pas[[ : {site}]] (« {at} »). Enregistrez-le d’abord ou vérifiez son code.',
  ],
  'unknown-scale': [
    'Balance inconnue',
    'Cette balance n’existe pas[[ : {scale}]] (« {at} »). Enregistrez-la d’abord ou vérifiez son code.',
  ],
  'unknown-shipment': ['Envoi inconnu', 'Cet envoi n’existe pas[[ : {shipment}]] (« {at} »). Vérifiez son code.'],
  'unknown-document': [
    'Document inconnu',
    'Ce document n’existe pas[[ : {document}]] (« {at} »). Vérifiez son numéro.',
  ],
  'code-used': [
    'Numéro déjà utilisé',
    'Ce numéro est déjà utilisé[[ : {code}]] (« {at} »). Chaque numéro sert une fois : prenez le prochain libre.',
  ],
  'key-reused': [
    'Clé déjà envoyée',
    'Cette Idempotency-Key est déjà venue avec une autre demande. Renvoyez la même demande, ou une nouvelle clé.',
  ],
  overspent: [
    'Pas assez d’or dans le lot',
    'On prend plus que ce qui reste du lot (« {at} »)[[ : du lot {lot} il reste {leftMg:g} g]][[, demandé {takeMg:g} g]].',
  ],
  'outputs-exceed-inputs': [
    'Il sort plus qu’il n’est entré',
    'Il sort plus de masse qu’il n’en est entré (« {at} »).[[ Entré : {inMg:g} g. Sorti : {outMg:g} g.]] Pesez à nouveau ou ajoutez ce qui manque.',
  ],
  'fine-gold-gained': [
    'Il sort plus d’or fin qu’il n’en est entré',
    'Il sort plus d’or fin qu’il n’en est entré (« {at} »).[[ Entré : {inNg:fine} g. Sorti : {outNg:fine} g.]] Vérifiez chaque titre.',
  ],
  'lot-held': [
    'Lot en attente',
    'Le lot est en attente[[ : {lot}]][[, règle {rule}]] (« {at} »). Une personne habilitée doit d’abord le libérer.',
  ],
  'not-held': ['Lot non retenu', 'Le lot n’est pas en attente[[ : {lot}]] (« {at} »). Il n’y a rien à libérer.'],
  'lot-in-transit': [
    'Lot en route',
    'Le lot est en route[[ : {lot}, vers {to}]] (« {at} »). Il doit d’abord être reçu ou refusé.',
  ],
  'lot-not-in-transit': [
    'Lot pas en route',
    'Le lot n’a pas été expédié[[ : {lot}]] (« {at} »). Il doit l’être avant d’être reçu ou refusé.',
  ],
  'lot-not-in-your-custody': [
    'Lot en d’autres mains',
    'Le lot est en d’autres mains[[ : {lot}, détenu par {custodian}]] (« {at} »). Seul son détenteur peut faire cela.',
  ],
  'lot-not-yours': [
    'Lot d’un autre propriétaire',
    'Le lot n’est pas à vous[[ : {lot}, il est à {owner}]] (« {at} »). Seul son propriétaire peut faire cela.',
  ],
  'lot-exported': [
    'Déjà emballé ou exporté',
    'Le lot ou l’envoi est déjà emballé ou exporté[[ : {lot}]] (« {at} »). Il part une seule fois, tel qu’il fut emballé.',
  ],
  'not-packed': [
    'Pas emballé',
    'Le lot ou l’envoi n’est pas encore emballé[[ : {lot}]][[, envoi {shipment}]] (« {at} »). Emballez-le d’abord.',
  ],
  'too-many-lots': [
    'Trop de lots',
    'Trop de lots en un seul acte (« {at} »).[[ Au plus {max}.]] Divisez-le en parties.',
  ],
  'licence-not-in-force': [
    'Licence pas en vigueur',
    'Une licence ou un certificat n’est pas en vigueur[[ le {day}]][[ : {credential}]] (« {at} »). Vérifiez ses dates.',
  ],
  'weak-key': [
    'Clé trop faible',
    '« {at} » est une clé avec laquelle n’importe qui pourrait signer. Créez-en une autre sur votre appareil et envoyez-la.',
  ],
  'key-unproven': [
    'Clé non prouvée',
    '« {at} » ne montre pas que vous détenez le secret de cette clé. Signez la preuve avec la nouvelle clé elle-même, pour cette organisation et ce registre.',
  ],
  'key-known': [
    'Clé déjà connue',
    'Cette clé a déjà été enregistrée (« {at} »), et une clé révoquée ne revient pas. Créez-en une nouvelle.',
  ],
  'key-needs-signature': [
    'Signature de l’organisation requise',
    'L’opérateur n’enregistre que la première clé d’une organisation (« {at} »). Ensuite l’organisation[[ {organisation}]] signe pour ses propres clés et appareils.',
  ],
  'attestation-refused': [
    'Cette organisation signe pour elle-même',
    'L’organisation[[ {organisation}]] a dit que seules ses propres clés parlent pour elle (« {at} ») ; rien n’est donc inscrit ici en son nom : signez l’acte avec l’une de ses clés et envoyez-le à POST /api/statements.',
  ],
  'unknown-key': [
    'Clé inconnue',
    'Cette organisation n’a pas cette clé[[ : {key}]] (« {at} »). Consultez la liste de ses clés.',
  ],
  'key-revoked': [
    'Clé déjà révoquée',
    'Cette clé a déjà été révoquée[[ : {key}]] (« {at} »). Ce qu’elle a signé auparavant tient toujours ; elle ne signe plus rien.',
  ],
  'unknown-act': [
    'Acte inconnu',
    'Aucun acte de ce numéro ne concerne votre organisation[[ : {act}]] (« {at} »). Cherchez-le dans l’historique du lot.',
  ],
  'not-your-act': [
    'Acte d’une autre organisation',
    'Seul son auteur peut faire cela[[ : {organisation}]] (« {at} »). Vous pouvez le contester.',
  ],
  'not-correctable': [
    'Ne peut pas être corrigé',
    '« {at} » ne peut pas être corrigé dans cet acte[[ : {type}]].[[ Ce serait juste avec l’un de ceux-ci : {choices}.]]',
  ],
  'correction-too-late': [
    'Trop tard pour corriger',
    'Le lot a déjà été utilisé, essayé, déplacé ou emballé[[ : {lot}]] (« {at} »). Son poids ne peut plus être rectifié : enregistrez ce que vous avez constaté comme un nouvel acte, ou contestez celui-ci.',
  ],
  'disputed-already': [
    'Déjà contesté',
    'Votre organisation conteste déjà cet acte (« {at} »). Retirez d’abord cette contestation s’il y a autre chose à dire.',
  ],
  'not-disputed': [
    'Pas de contestation à retirer',
    'Ceci n’est pas une contestation ouverte de votre organisation (« {at} »). Il n’y a rien à retirer.',
  ],
  'lot-void': [
    'Lot annulé',
    'Le lot a été annulé[[ : {lot}]] (« {at} »). Il a été enregistré par erreur et ne pourra jamais servir.',
  ],
  'other-log': [
    'Destiné à un autre registre',
    '« {at} » nomme un autre registre[[ : {value}]].[[ Celui-ci est {origin}.]] Préparez et signez pour celui-ci.',
  ],
  'not-signable': [
    'Ne se reçoit pas signé',
    'Les actes de ce genre ne se reçoivent pas sous votre propre signature[[ : {type}]] (« {at} »).[[ Il faudrait l’un de : {choices}.]]',
  ],
  'bad-signature': [
    'La signature ne tient pas',
    'La signature ne correspond pas à ce qui fut envoyé[[ : clé {key}]] (« {at} »). Signez exactement les octets que vous envoyez.',
  ],
  'signature-missing': [
    'Il manque une signature',
    'Il manque la signature de l’organisation[[ : {organisation}]] (« {at} »). Les deux parties signent les mêmes octets.',
  ],
  'key-expired': [
    'Clé expirée',
    'Cette clé a expiré[[ : {key}]][[, le {day}]] (« {at} »). Signez avec une clé en vigueur.',
  ],
  'key-out-of-scope': [
    'Clé pour d’autres actes',
    'Cette clé ne peut pas signer les actes de ce genre[[ : clé {key}]][[, {type}]] (« {at} »). Signez avec une clé qui le peut.',
  ],
  'counter-signature-needed': [
    'Il faut une seconde signature',
    'La clé de cet appareil fut révoquée ou a expiré[[ : {key}]] (« {at} »). Ce qu’elle a signé est reçu dès qu’une clé de l’organisation elle-même signe les mêmes octets.',
  ],
  'head-moved': [
    'Quelque chose est venu avant',
    'Autre chose a été enregistré entre-temps sur le lot[[ : {lot}]] (« {at} »). Regardez-le, puis signez à nouveau[[, avec {head} comme dernier vu]].',
  ],
  'act-differs': [
    'Pas ce qui résulte de cet acte',
    '« {at} » n’est pas ce qui résulte de cet acte[[ : trouvé {value}]].[[ Il faudrait {right}.]] Faites-le préparer à nouveau, regardez-le et signez-le.',
  ],
  'device-forked': [
    'Deux actes sous un même numéro',
    'Cet appareil a déjà donné ce numéro à un autre acte[[ : numéro {number}, clé {key}]] (« {at} »). Un numéro se donne une fois : quelqu’un a pu copier sa clé.',
  ],
  'same-person': [
    'Une seconde personne est nécessaire',
    'Qui l’a demandé ne peut pas aussi l’approuver. Un autre opérateur, avec sa propre clé, doit le faire.',
  ],
  'not-permitted': [
    'Non autorisé',
    'Votre clé ne permet pas cela (« {at} »). Demandez-en une qui le permette à qui gère ce serveur.',
  ],
  'not-signed-in': [
    'Non identifié',
    'Une clé valide est nécessaire. Envoyez l’en-tête « Authorization: Bearer veta_… » avec une clé non révoquée.',
  ],
  'not-found': ['Introuvable', 'Il n’y a rien de ce nom[[ : {value}]]. Vérifiez comment il est écrit.'],
  'too-large': ['Trop grand', '« {at} » est trop grand.[[ Au plus {max} octets.]] Envoyez-le en plus petites parties.'],
  'too-many-requests': [
    'Trop de demandes',
    'Trop de demandes depuis votre adresse.[[ Réessayez dans {seconds} secondes.]]',
  ],
  'log-stopped': [
    'Rien n’est reçu pour l’instant',
    'Rien ne peut être enregistré ni signé en ce moment ; rien n’a changé. Qui gère ce serveur voit la raison à /health/ready. Gardez ce que vous avez et envoyez-le plus tard.',
  ],
};
