import type { Kind } from '../term.ts'

/** Where somebody is. Places that belong to a business are not told apart by their name alone: the model's name does. */
export const LOCATION: Kind[] = [
  {
    kind: 'coordinates',
    class: 'location',
    values: ['text', 'number', 'json', 'object', 'unknown', 'binary'],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'latitude, longitude, lat lng, lat long, lat lon, geo location, geolocation, geo point, geo coordinates, gps coordinates, gps location, gps position, gps lat, gps lng, gps latitude, gps longitude, current latitude, current longitude, last known location, last location, current location, user location, location coordinates, geo lat, geo lng, geo position, breitengrad, langengrad, standort koordinaten, latitud, longitud, coordenadas, latitudine, longitudine, coordinate, breedtegraad, lengtegraad, gps, live location, pickup latitude, pickup longitude, home location, precise location, location point, geohash, geo hash',
        notIn: ['organisation', 'thing'],
      },
      {
        language: 'any',
        weight: 0.7,
        words: 'lat, lng, lon, long',
        alone: true,
        notIn: ['organisation', 'thing'],
        in: ['person', 'address'],
      },
      {
        language: 'en',
        weight: 0.55,
        words: 'location',
        alone: true,
        values: ['text', 'json', 'unknown'],
        in: ['person'],
        notIn: ['organisation', 'thing'],
      },
    ],
  },
]
