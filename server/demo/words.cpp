#include "demo/words.hpp"

namespace elan::demo {

const std::vector<std::string> first_names = {
    "Marie",   "Luc",      "Hélène", "Yann",    "Soizic",  "Erwan", "Nolwenn", "Jean-Marc", "Chloé",     "Gaël",
    "Anaïs",   "Thomas",   "Élodie", "Mathieu", "Camille", "Ronan", "Zoé",     "Françoise", "Loïc",      "Inès",
    "Noël",    "Amélie",   "Tanguy", "Sophie",  "Maël",    "Julie", "Benoît",  "Aurélie",   "Kévin",     "Océane",
    "Gwenaël", "Béatrice", "Cédric", "Maïwenn", "Olivier", "Léa",   "Pierre",  "Rozenn",    "Sébastien", "Nadia"};
const std::vector<std::string> last_names = {
    "Le Goff", "Dupont",   "Guérin",   "Lefèvre",  "Morvan",        "Le Roux",  "Tanguy",    "Kervella",
    "Bernard", "Riou",     "Péron",    "Hervé",    "L’Helgoualc’h", "Garnier",  "Cadiou",    "Le Bihan",
    "Moreau",  "Fournier", "Quéméner", "Jézéquel", "Prigent",       "Salaün",   "Rolland",   "Le Gall",
    "Nédélec", "Corre",    "Lemoine",  "Bothorel", "Rault",         "Thébault", "Chevalier", "Picard",
    "Briand",  "Hamon",    "Allain",   "Guillou",  "Marchand",      "Poirier",  "Besnard",   "Lebreton"};
const std::vector<std::string> streets = {"rue de la Paix",
                                          "rue du Général-Leclerc",
                                          "avenue Jean-Jaurès",
                                          "rue des Écoles",
                                          "place de l’Église",
                                          "rue de Fougères",
                                          "boulevard de la Liberté",
                                          "rue Saint-Hélier",
                                          "allée des Chênes",
                                          "rue de l’Hôtel-Dieu",
                                          "chemin du Moulin",
                                          "rue Nantaise",
                                          "zone artisanale de la Haie",
                                          "rue de Saint-Malo",
                                          "impasse des Lilas"};
const std::vector<std::string> trades = {"Boulangerie",
                                         "Menuiserie",
                                         "Garage",
                                         "Pharmacie",
                                         "Cabinet dentaire",
                                         "Hôtel",
                                         "Résidence",
                                         "École",
                                         "Mairie",
                                         "Ferme",
                                         "Imprimerie",
                                         "Crêperie",
                                         "Fleuriste",
                                         "Cabinet comptable",
                                         "Salle de sport",
                                         "Brasserie",
                                         "Clinique vétérinaire",
                                         "Copropriété",
                                         "Scierie",
                                         "Laiterie",
                                         "Coiffure",
                                         "Agence immobilière",
                                         "Cave",
                                         "Librairie",
                                         "Atelier"};
const std::vector<std::string> company_words = {"du Meu",       "de la Vilaine", "des Tilleuls",   "Saint-Martin",
                                                "de l’Ille",    "du Bocage",     "de Brocéliande", "du Pont",
                                                "des Lices",    "Sainte-Anne",   "du Blosne",      "du Vieux Bourg",
                                                "des Prairies", "de la Gare",    "du Semnon",      "des Remparts"};
const std::vector<std::string> legal_forms = {"SARL", "SAS", "EURL", "SCI", ""};
const std::vector<std::string> needs = {"Remplacement d’une chaudière fioul par une pompe à chaleur.",
                                        "Mise aux normes du tableau électrique.",
                                        "Installation d’une borne de recharge.",
                                        "Entretien annuel de la chaufferie.",
                                        "Panneaux photovoltaïques en toiture.",
                                        "Rénovation complète de l’installation électrique.",
                                        "Climatisation d’une salle de réunion.",
                                        "Ballon thermodynamique.",
                                        "Dépannage d’un chauffage collectif.",
                                        "Plancher chauffant pour une extension."};
const std::vector<std::string> products = {"Pompe à chaleur", "Chaudière gaz",      "Borne de recharge",
                                           "Photovoltaïque",  "Tableau électrique", "Contrat d’entretien",
                                           "Climatisation"};
const std::vector<std::string> notes = {"Visite technique faite, photos dans le dossier.",
                                        "Le client attend l’accord de la copropriété.",
                                        "Préfère être appelé après 17 h.",
                                        "Comparer avec le devis de juin.",
                                        "Aides déjà demandées, réponse sous un mois.",
                                        "Le compteur est à déplacer."};
const std::vector<std::string> calls = {"Rappeler pour le devis",     "Confirmer la date de pose",
                                        "Envoyer la fiche technique", "Relancer après la visite",
                                        "Vérifier les aides",         "Prendre les mesures"};
const std::vector<Town> towns = {
    {"Rennes", "35000", 48.1147, -1.6794},     {"Cesson-Sévigné", "35510", 48.1212, -1.6037},
    {"Bruz", "35170", 48.0239, -1.7461},       {"Betton", "35830", 48.1827, -1.6437},
    {"Vitré", "35500", 48.1242, -1.2095},      {"Fougères", "35300", 48.3525, -1.1993},
    {"Saint-Malo", "35400", 48.6493, -2.0257}, {"Redon", "35600", 47.6517, -2.0842},
    {"Pacé", "35740", 48.1478, -1.7739},       {"Châteaugiron", "35410", 48.0459, -1.5033},
    {"Janzé", "35150", 47.9606, -1.4986},      {"Liffré", "35340", 48.2136, -1.5061},
    {"Guichen", "35580", 47.9673, -1.7953},    {"Montfort-sur-Meu", "35160", 48.1391, -1.9553},
    {"Dinan", "22100", 48.4553, -2.0496}};
const std::vector<std::string> jobs = {"Gérant", "Directrice", "Responsable technique", "Comptable", "Syndic",
                                       "Maire",  "Assistante", "Chef d’atelier"};

}  // namespace elan::demo
