export { setup as default } from './packed';
